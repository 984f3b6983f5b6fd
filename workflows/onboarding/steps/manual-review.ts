import type { OnboardingCase } from '../case';
import { askAgain } from './ask';

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
      // Whatever the provider says now has been judged by a person: the next review is asked for in spite of it.
      state.judged = state.verdict?.revision ?? state.judged;
      await askAgain(kyc, asked, { by: actor.id, facts: { reason } });
    }
  }
}
