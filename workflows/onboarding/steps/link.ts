import { msToNumber } from '@temporalio/common/lib/time';
import type { OnboardingCase } from '../case';

/** A fresh link, whether or not the last one has expired. */
export async function renewLink({ state, input, provider }: OnboardingCase): Promise<void> {
  const ttlSeconds = Math.round(msToNumber(state.policy.link.ttl) / 1000);
  state.link = await provider.link(input.subjectId, state.level, ttlSeconds, state.language);
}
