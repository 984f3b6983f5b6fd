import type { IdngoConfig } from '../../src/config';
import type { IdngoOperations } from '../../src/providers/idngo/operations';
import type { ProviderClient, RequestOf } from '../../src/providers/operation';
import type { Activities } from '../dependencies';
import { pick } from '../pick';
import { levelDescriptions } from './levels';
import { uploadDocuments } from './upload';
import { watchApplicant } from './watch';

export type IdngoClient = ProviderClient<IdngoOperations>;

/** What IDnGO needs beyond one activity a row: several calls that make one step, and the read that an account may lack. */
export function idngoActivities(client: IdngoClient, { statusRead }: Pick<IdngoConfig, 'statusRead'>): Activities {
  const readStatus = reviewRead(client, statusRead);
  return {
    'idngo.describeLevel': levelDescriptions(client),
    'idngo.uploadDocuments': uploadDocuments(client),
    'idngo.watchApplicant': watchApplicant(readStatus),
    'idngo.getApplicantReviewStatus': async (
      { applicantId }: RequestOf<IdngoOperations['getApplicantReviewStatus']>,
      options: { pick?: readonly string[] } = {},
    ) => {
      const review = await readStatus(applicantId);
      return options.pick ? pick(review, options.pick) : review;
    },
  };
}

/** Reads the review without personal data where the account has `/status`, and out of the applicant where it has not. */
function reviewRead(client: IdngoClient, statusRead: IdngoConfig['statusRead']) {
  return async (applicantId: string): Promise<unknown> => {
    if (statusRead === 'status') return client.getApplicantReviewStatus({ applicantId });
    return (await client.getApplicant({ applicantId })).review;
  };
}
