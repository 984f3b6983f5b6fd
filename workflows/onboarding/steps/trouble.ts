import { ActivityFailure } from '@temporalio/workflow';
import { failureTypeOf } from '../../../src/domain/failures';
import type { OnboardingCase } from '../case';
import { refer } from './manual-review';

const FIRST_PAUSE = '1 minute';

/**
 * A running case outlives a refusal that no rule foresees: a rotated key, a changed account, an applicant deleted by hand. The step is
 * tried again, at first after a minute and then ever later; when it still is refused after `unknownDeadline`, a person decides.
 */
export async function withstandRefusals(kyc: OnboardingCase, step: () => Promise<void>): Promise<void> {
  const { state } = kyc;
  try {
    await step();
    state.trouble = undefined;
  } catch (error) {
    const type = failureTypeOf(error);
    if (!(error instanceof ActivityFailure) || type === undefined) throw error;
    const since = state.trouble?.since ?? kyc.now();
    const pauseMs = state.trouble ? state.trouble.pauseMs * 2 : undefined;
    state.trouble = { since, type, pauseMs: pauseMs ?? 60_000 };
    if (kyc.now() >= kyc.after(state.policy.review.unknownDeadline, Date.parse(since))) {
      state.trouble = undefined;
      await refer(kyc, `the provider keeps refusing: ${type}`);
      return;
    }
    if (pauseMs === undefined) {
      kyc.note(`refused: ${type}; trying again in ${FIRST_PAUSE}, then ever later`, {
        kind: 'refused-by-provider',
        actor: kyc.providerActor,
        facts: { type, activity: error.activityType },
      });
    }
    state.attention = true;
    await kyc.rest(() => false, kyc.after(state.trouble.pauseMs), 'try again');
  }
}

