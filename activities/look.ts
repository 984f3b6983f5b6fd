import { Context } from '@temporalio/activity';
import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import type { Verdict } from '../src/domain/verdict';
import type { WatchFrom } from '../workflows/providers/contract';
import { stayAlive } from './heartbeat';

/**
 * One look at a provider. "Nothing new" is ordinary, so it fails as BENIGN and Temporal looks again after a pause that grows: years of
 * looking cost the history nothing.
 */
export async function lookOnce(provider: string, from: WatchFrom, read: () => Promise<Verdict>): Promise<void> {
  const verdict = await stayAlive(read);
  if (verdict.status !== from.status && verdict.revision !== from.revision) return;
  const { attempt } = Context.current().info;
  throw ApplicationFailure.create({
    type: 'kyc.provider.NoVerdictYet',
    message: `${provider} still says: ${verdict.said}`,
    category: ApplicationFailureCategory.BENIGN,
    nextRetryDelay: Math.min(from.firstMs * 2 ** Math.min(attempt - 1, 30), from.slowestMs),
  });
}
