import type { ApplicantDocument } from '../../src/domain/documents';
import type { IdngoClient } from '../../src/providers';

export type PeerActivities = ReturnType<typeof peerActivities>;

/** One activity a provider call, over the same client as ours: what is compared is the process, not the HTTP. */
export function peerActivities(idngo: IdngoClient) {
  return {
    async createApplicant(externalUserId: string, levelName: string): Promise<string> {
      return (await idngo.createApplicant({ externalUserId, levelName })).id!;
    },
    async requiredDocuments(applicantId: string) {
      return idngo.getRequiredIdDocsStatus({ applicantId });
    },
    async addDocument(applicantId: string, { type, country, side, document }: ApplicantDocument) {
      const idDocSubType =
        side === 'front' ? ('FRONT_SIDE' as const) : side === 'back' ? ('BACK_SIDE' as const) : undefined;
      const metadata = { idDocType: type, country, ...(idDocSubType && { idDocSubType }) };
      return (await idngo.addIdDocument({ applicantId, metadata, document })).imageId;
    },
    async requestCheck(applicantId: string) {
      await idngo.requestApplicantCheck({ applicantId });
    },
    async reviewAnswer(applicantId: string) {
      return (await idngo.getApplicantReviewStatus({ applicantId })).reviewResult?.reviewAnswer;
    },
    async duplicates(applicantId: string) {
      const { checks } = await idngo.getSimilarSearchCheck({ applicantId });
      return checks?.[0]?.similarSearchInfo?.duplicateApplicantHits?.length ?? 0;
    },
  };
}
