import { Context } from '@temporalio/activity';
import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import { idngoVerdict } from '../../src/providers/idngo/verdict';
import type { WatchFrom } from '../../workflows/providers/contract';
import { stayAlive } from '../heartbeat';

/**
 * One look. "Nothing new" is ordinary, so it fails as BENIGN and Temporal looks again after a pause that grows: years of looking cost
 * the history nothing.
 */
export function watchApplicant(readReview: (applicantId: string) => Promise<unknown>) {
  return async ({ applicantId, ...from }: WatchFrom & { applicantId: string }): Promise<void> => {
    const verdict = idngoVerdict(await stayAlive(() => readReview(applicantId)));
    if (verdict.status !== from.status && verdict.revision !== from.revision) return;
    const { attempt } = Context.current().info;
    throw ApplicationFailure.create({
      type: 'kyc.provider.NoVerdictYet',
      message: `IDnGO still says: ${verdict.said}`,
      category: ApplicationFailureCategory.BENIGN,
      nextRetryDelay: Math.min(from.firstMs * 2 ** Math.min(attempt - 1, 30), from.slowestMs),
    });
  };
}
