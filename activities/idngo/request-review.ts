import { Context } from '@temporalio/activity';
import { idngoVerdict } from '../../src/providers/idngo/verdict';
import type { IdngoClient } from './client';

export interface ReviewRequest {
  readonly applicantId: string;
  /** The revision that was acted on last. */
  readonly since?: string;
}

/**
 * Asks for the review of an attempt. Every attempt of this activity looks first: a review can be over by the time that a lost answer is
 * noticed, and the provider would then open another one.
 */
export function requestReview(client: IdngoClient) {
  return async ({ applicantId, since }: ReviewRequest): Promise<void> => {
    const signal = Context.current().cancellationSignal;
    const now = idngoVerdict(await client.getApplicantReviewStatus({ applicantId }, { signal }));
    const stillOpen = now.status === 'collecting' || (since !== undefined && now.revision === since);
    if (stillOpen) await client.requestApplicantCheck({ applicantId }, { signal });
  };
}
