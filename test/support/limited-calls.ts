import type { DocumentRef } from '../../src/domain/documents';
import { idngoCalls } from '../../src/providers/idngo/calls.generated';
import type { IdngoOperations } from '../../src/providers/idngo/operations';
import { providerCalls } from '../../workflows/providers/provider-calls';

export interface LimitedCalls {
  readonly applicantId: string;
  readonly searches: number;
  readonly reports: number;
  readonly archives: readonly DocumentRef[];
}

/** Makes calls of limited endpoints, all at once: what keeps them apart are their queues and the store's ledger. */
export async function limitedCalls({ applicantId, searches, reports, archives }: LimitedCalls): Promise<void> {
  const idngo = providerCalls<IdngoOperations>('idngo', idngoCalls, () => 'fast');
  const times = (count: number, call: () => Promise<unknown>) => Array.from({ length: count }, call);
  await Promise.all([
    ...times(searches, () => idngo.findSimilarByTextAndFace({ applicantId }, { pick: [] })),
    ...times(reports, () => idngo.getApplicantReport({ applicantId, report: 'applicantReport' })),
    ...archives.map((archive) => idngo.importApplicant({ archive }, { pick: [] })),
  ]);
}
