import type { IdngoClient } from './client';
import type { Activities } from '../dependencies';
import { requestReview } from './request-review';
import { uploadDocuments } from './upload';
import { watchApplicant } from './watch';

/** What IDnGO needs beyond one activity a row: several calls that make one step. */
export function idngoActivities(client: IdngoClient): Activities {
  return {
    'idngo.requestReview': requestReview(client),
    'idngo.uploadDocuments': uploadDocuments(client),
    'idngo.watchApplicant': watchApplicant((applicantId) => client.getApplicantReviewStatus({ applicantId })),
  };
}
