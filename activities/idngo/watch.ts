import { idngoVerdict } from '../../src/providers/idngo/verdict';
import type { WatchFrom } from '../../workflows/providers/contract';
import { lookOnce } from '../look';

/** One look at an applicant's review. */
export function watchApplicant(readReview: (applicantId: string) => Promise<unknown>) {
  return ({ applicantId, ...from }: WatchFrom & { applicantId: string }): Promise<void> =>
    lookOnce('IDnGO', from, async () => idngoVerdict(await readReview(applicantId)));
}
