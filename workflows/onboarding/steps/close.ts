import { allHandlersFinished, CancellationScope, condition, isCancellation } from '@temporalio/workflow';
import { systemActor } from '../../../src/domain/actor';
import { failureTypeOf } from '../../../src/domain/failures';
import type { References } from '../../providers/contract';
import type { OnboardingCase } from '../case';
import type { OnboardingResult } from '../messages';

// The result of the case waits for it.
// Some copies can never be had, and not every provider says so for good.
const EVIDENCE_MS = 24 * 3_600_000;
const ABANDONED_MS = 10_000;

/** Ends the case: everything is on the record before anybody is told. */
export async function close(kyc: OnboardingCase): Promise<OnboardingResult> {
  const { state, input, provider } = kyc;
  if (state.withdrawal && state.phase !== 'closed') {
    await kyc.settle('withdrawn', state.withdrawal.actor.id, state.withdrawal.reason);
  }
  kyc.show();
  const result: OnboardingResult = {
    caseId: kyc.id,
    subjectId: input.subjectId,
    outcome: state.outcome!,
    provider: provider.name,
    level: state.level,
    attempts: state.attempt,
    reasons: state.reasons,
    decidedBy: state.decidedBy!,
    decidedAt: state.since,
    references: state.references,
  };
  await kyc.tell('decision', { ...result });
  await kyc.told();
  // After the business has been told: neither an outage nor a slow report holds up the decision.
  if (state.outcome === 'withdrawn' || state.outcome === 'expired') await endAtProvider(kyc);
  else await keepEvidence(kyc);
  for (const abandoned of state.abandoned) await endAbandoned(kyc, abandoned);
  await kyc.recorded();
  await condition(allHandlersFinished);
  return result;
}

/** A refusal is noted: the case is over, and its end is told whatever the provider thinks of it. */
async function endAtProvider(kyc: OnboardingCase): Promise<void> {
  const { provider } = kyc;
  try {
    const references = await whatWasMade(kyc);
    if (Object.keys(references).length > 0) await provider.close(references);
  } catch (error) {
    const type = failureTypeOf(error);
    if (type === undefined) throw error;
    noteNotEnded(kyc, provider.name, type);
  }
}

/** Whoever a provider had created when it was left. It was left because it did not answer: what it does not answer now is noted. */
async function endAbandoned(kyc: OnboardingCase, name: string): Promise<void> {
  const provider = kyc.providerNamed(name);
  try {
    await CancellationScope.withTimeout(ABANDONED_MS, async () => {
      const references = await provider.find(kyc.input.subjectId);
      if (references) await provider.close(references);
    });
  } catch (error) {
    const type = isCancellation(error) ? 'kyc.provider.Unavailable' : failureTypeOf(error);
    if (type === undefined) throw error;
    noteNotEnded(kyc, name, type);
  }
}

function noteNotEnded(kyc: OnboardingCase, provider: string, type: string): void {
  kyc.note(`not ended at ${provider}: ${type}`, {
    kind: 'not-ended-at-provider',
    actor: systemActor.id,
    facts: { provider, type },
  });
}

/** The case may have been left while the applicant was being created, and nobody have heard the answer. */
async function whatWasMade({ state, provider, input }: OnboardingCase): Promise<References> {
  return state.creating ? ((await provider.find(input.subjectId)) ?? {}) : state.references;
}

/** Copies of what the decision rests on. A copy that cannot be had is noted; it does not hold up the decision. */
async function keepEvidence(kyc: OnboardingCase): Promise<void> {
  const { state, input, provider } = kyc;
  for (const what of state.policy.evidence) {
    if (!provider.capabilities.evidence.includes(what)) continue;
    try {
      const documents = await CancellationScope.withTimeout(EVIDENCE_MS, () =>
        provider.capture(state.references, what, input.subjectId),
      );
      const facts = {
        what,
        documents: documents.map(({ uri, sha256, size, mediaType, origin }) => ({
          uri,
          sha256,
          size,
          mediaType,
          origin,
        })),
      };
      kyc.note(`kept: ${what}`, { kind: 'evidence-kept', actor: kyc.providerActor, facts });
    } catch (error) {
      const type = isCancellation(error) ? 'kyc.provider.Unavailable' : failureTypeOf(error);
      if (type === undefined) throw error;
      kyc.note(`could not keep: ${what}`, {
        kind: 'evidence-missing',
        actor: kyc.providerActor,
        facts: { what, type },
      });
    }
  }
}
