import type { OnboardingCase } from '../case';
import { askAgain } from './ask';

/** Waits for the decision of a person, for as long as it takes; the provider's hints are answered by that person, not by a rule. */
export async function waitForPerson(kyc: OnboardingCase): Promise<void> {
  const { state } = kyc;
  if (state.decision === undefined) await kyc.rest(() => state.decision !== undefined);
  const decided = state.decision;
  if (decided === undefined) return;
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
      // Whatever the provider says now has been judged by a person: the next review is asked for in spite of it.
      state.judged = state.verdict?.revision ?? state.judged;
      // The decision stands until it is carried out, however often that is refused.
      await askAgain(kyc, asked, { by: actor.id, facts: { reason } });
      state.decision = undefined;
    }
  }
}
