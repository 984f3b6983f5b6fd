import { allHandlersFinished, condition } from '@temporalio/workflow';
import { systemActor } from '../../../src/domain/actor';
import { kycFailureIn, refusal } from '../../../src/domain/failures';
import { prepareCase } from '../../effects';
import type { OnboardingCase } from '../case';
import { assertDemandsMet } from '../circumstances';
import { assertSubmittable } from '../documents';
import { enterCollection, noteHandedIn } from './ask';
import { renewLink } from './link';

/** Creates the applicant, or finds the one that an earlier attempt made; a mistake of the caller ends the case before anything is sent. */
export async function openCase(kyc: OnboardingCase): Promise<void> {
  const { state, input, provider } = kyc;
  try {
    if (!provider.capabilities.collection.includes(input.collection)) {
      throw refusal('kyc.input.InvalidRequest', `${provider.name} cannot do collection '${input.collection}'.`);
    }
    if (input.collection === 'upload') assertDemandsMet(provider.name, provider.capabilities, input.circumstances);
    const { notifies, maxDocumentBytes, requirements } = await prepareCase(provider.name, state.level);
    Object.assign(state, { notifies, maxDocumentBytes, levelRequirements: requirements });
    if (state.pending.length > 0) assertSubmittable(state.pending, requirements, [], maxDocumentBytes);
    state.creating = true;
    const opened = await provider.open(input.subjectId, state.level, input.applicant ?? {}, input.circumstances);
    Object.assign(state, { references: opened.references, creating: false });
    // An applicant who was there already may have got any distance: look before anything is asked.
    state.attention = opened.adopted;
    // Before the phase says that the case is open: `begin` answers then, and has to hold the link.
    if (input.collection === 'hosted') await renewLink(kyc);
  } catch (error) {
    const refused = kycFailureIn(error);
    if (refused === undefined) throw error;
    kyc.refusedAtOpening = refused;
    await condition(allHandlersFinished);
    throw refused;
  }
  enterCollection(kyc, 'collecting', state.levelRequirements);
  noteHandedIn(kyc, state.pending);
  const facts = {
    provider: provider.name,
    level: state.level,
    collection: input.collection,
    references: state.references,
  };
  kyc.note(state.attention ? 'applicant found at the provider' : 'applicant created', {
    kind: 'opened',
    actor: systemActor.id,
    facts: { ...facts, policy: `${state.policy.name}@${state.policy.version}` },
  });
}
