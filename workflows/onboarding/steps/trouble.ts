import { ActivityFailure } from '@temporalio/workflow';
import { failureTypeOf } from '../../../src/domain/failures';
import type { OnboardingCase } from '../case';
import { refer } from './refer';

const FIRST_PAUSE_MS = 60_000;

/**
 * A running case outlives a refusal that no rule foresees: a rotated key, a changed account, an applicant deleted by hand. The step is
 * tried again, at first after a minute and then ever later; when it still is refused after `unknownDeadline`, a person decides.
 * Anything that is not a provider's refusal is thrown on.
 */
export async function withstand(kyc: OnboardingCase, refused: unknown): Promise<void> {
  const { state } = kyc;
  const type = failureTypeOf(refused);
  if (!(refused instanceof ActivityFailure) || type === undefined) throw refused;
  kyc.lookout.dismiss();
  const { since = kyc.now(), pauseMs = FIRST_PAUSE_MS / 2 } = state.trouble ?? {};
  const giveUpAt = kyc.after(state.policy.review.unknownDeadline, Date.parse(since));
  if (kyc.now() >= giveUpAt) {
    state.trouble = undefined;
    await refer(kyc, `the provider keeps refusing: ${type}`);
    return;
  }
  if (state.trouble === undefined) {
    kyc.note(`refused: ${type}; trying again in a minute, then ever later`, {
      kind: 'refused-by-provider',
      actor: kyc.providerActor,
      facts: { type, activity: refused.activityType },
    });
  }
  const again = earlier(kyc.after(pauseMs * 2), giveUpAt);
  state.trouble = { since, type, pauseMs: pauseMs * 2, again };
  state.attention = true;
}

/** The pause before the refused step is tried again, which may go on in a new history. */
export async function pause(kyc: OnboardingCase): Promise<void> {
  await kyc.wait(() => false, kyc.state.trouble?.again, 'try again');
}

export function isPausing(kyc: OnboardingCase): boolean {
  const { trouble } = kyc.state;
  return trouble !== undefined && trouble.again > kyc.now();
}

function earlier(one: string, other: string): string {
  return one < other ? one : other;
}
