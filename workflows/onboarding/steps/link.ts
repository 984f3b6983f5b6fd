import { msToNumber } from '@temporalio/common/lib/time';
import type { Link } from '../../providers/contract';
import type { OnboardingCase } from '../case';

/** A fresh link to a level, whether or not the last one has expired. */
export function linkFor({ state, input, provider }: OnboardingCase, level: string): Promise<Link> {
  const ttlSeconds = Math.round(msToNumber(state.policy.link.ttl) / 1000);
  return provider.link(input.subjectId, level, ttlSeconds, state.language);
}

export async function renewLink(kyc: OnboardingCase): Promise<void> {
  kyc.state.link = await linkFor(kyc, kyc.state.level);
}
