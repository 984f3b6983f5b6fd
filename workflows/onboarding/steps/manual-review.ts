import { systemActor } from '../../../src/domain/actor';
import type { OnboardingCase } from '../case';
import { enterCollection } from './collect';

/** Hands the case to a person. */
export async function refer(kyc: OnboardingCase, why: string): Promise<boolean> {
  const { state } = kyc;
  state.referredFor = why;
  state.decision = undefined;
  kyc.enter('manual_review');
  kyc.note(`to a person: ${why}`, { kind: 'referred', actor: systemActor.id, facts: { why } });
  await kyc.tell('review-needed', { why, attempt: state.attempt });
  return true;
}

/** Waits for the decision of a person, for as long as it takes; the provider's hints are answered by that person, not by a rule. */
export async function waitForPerson(kyc: OnboardingCase): Promise<void> {
  const { state } = kyc;
  await kyc.rest(() => state.decision !== undefined);
  const decided = state.decision;
  if (decided === undefined) return;
  state.decision = undefined;
  const { actor, decision, reason, steps } = decided;
  switch (decision) {
    case 'approve':
      await kyc.settle('approved', actor.id, reason);
      return;
    case 'reject':
      await kyc.settle('rejected', actor.id, reason);
      return;
    case 'resubmit': {
      const asked = state.levelRequirements.filter(({ step }) => steps === undefined || steps.includes(step));
      state.attempt += 1;
      enterCollection(kyc, 'awaiting_resubmission', asked);
      kyc.note('asked again by a person', {
        kind: 'resubmission-asked',
        actor: actor.id,
        facts: { reason, steps: asked.map(({ step }) => step) },
      });
      await kyc.tell('resubmission', {
        attempt: state.attempt,
        items: asked,
        deadline: state.dueAt,
        link: state.link?.url,
      });
    }
  }
}
