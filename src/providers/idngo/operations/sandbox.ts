import { z } from 'zod';
import { operation } from '../../operation';
import * as answers from '../answers';
import * as fields from '../fields';

export const sandboxOperations = {
  setTestReviewResult: operation({
    name: 'setTestReviewResult',
    summary: "End a review with a given result, in the vendor's sandbox, which does not verify by itself.",
    group: 'sandbox',
    method: 'POST',
    path: '/resources/applicants/{applicantId}/status/testCompleted',
    body: 'json',
    request: z.strictObject({
      applicantId: fields.applicantId,
      reviewAnswer: z.enum(['GREEN', 'RED']),
      rejectLabels: z.array(fields.rejectLabel).max(100),
      reviewRejectType: z.enum(['FINAL', 'RETRY']).optional(),
      clientComment: fields.comment.optional(),
      moderationComment: fields.comment.optional(),
    }),
    answer: 'json',
    response: answers.acknowledged,
    effect: 'idempotent',
    sandboxOnly: true,
  }),
};
