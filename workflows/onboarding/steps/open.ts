import { allHandlersFinished, condition } from '@temporalio/workflow';
import { systemActor } from '../../../src/domain/actor';
import { kycFailureIn, refusal } from '../../../src/domain/failures';
import { prepareCase } from '../../effects';
import type { OnboardingCase } from '../case';
import { assertDemandsMet } from '../circumstances';
import { assertSubmittable } from '../documents';
import { enterCollection, noteHandedIn } from './ask';
import { firstOfPlan, fallThrough, withPatience } from './fall-through';
import { renewLink } from './link';

/** Creates the applicant, or finds the one that an earlier attempt made; a mistake of the caller ends the case before anything is sent. */
export async function openCase(kyc: OnboardingCase): Promise<void> {
  const { state } = kyc;
  try {
    firstOfPlan(kyc);
    await openSomewhere(kyc);
  } catch (error) {
    const refused = kycFailureIn(error);
    if (refused === undefined) throw error;
    kyc.refusedAtOpening = refused;
    await condition(allHandlersFinished);
    throw refused;
  }
  enterCollection(kyc, 'collecting', state.levelRequirements);
  noteHandedIn(kyc, state.pending);
  const { provider, level, collection, policy } = state;
  kyc.note(state.attention ? 'applicant found at the provider' : 'applicant created', {
    kind: 'opened',
    actor: systemActor.id,
    // Not the references: where they open the applicant's session, the record would hold a key to it while it works.
    facts: { provider, level, collection, policy: `${policy.name}@${policy.version}` },
  });
}

/** At the provider whose turn it is; when that cannot be used, at the next one of the plan. */
async function openSomewhere(kyc: OnboardingCase): Promise<void> {
  for (;;) {
    try {
      await withPatience(kyc, () => openHere(kyc));
      return;
    } catch (error) {
      fallThrough(kyc, error);
    }
  }
}

async function openHere(kyc: OnboardingCase): Promise<void> {
  const { state, input, provider } = kyc;
  const { subjectId, applicant = {}, circumstances } = input;
  if (!provider.capabilities.collection.includes(state.collection)) {
    throw refusal('kyc.input.InvalidRequest', `${provider.name} cannot do collection '${state.collection}'.`);
  }
  if (state.collection === 'upload') assertDemandsMet(provider.name, provider.capabilities, circumstances);
  const { notifies, maxDocumentBytes, requirements } = await prepareCase(provider.name, state.level);
  Object.assign(state, { notifies, maxDocumentBytes, levelRequirements: requirements });
  if (state.pending.length > 0) assertSubmittable(state.pending, requirements, [], maxDocumentBytes);
  state.creating = true;
  const opened = await provider.open(subjectId, state.level, applicant, circumstances);
  Object.assign(state, { references: opened.references, creating: false });
  // An applicant who was there already may have got any distance: look before anything is asked.
  state.attention = opened.adopted;
  // Before the phase says that the case is open: `begin` answers then, and has to hold the link.
  if (state.collection === 'hosted') await renewLink(kyc);
}
