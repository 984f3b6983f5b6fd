import type { KycClient } from '../../src/client/kyc-client';
import type { ApplicantDocument } from '../../src/domain/documents';
import { sampleFile } from '../../src/sandbox';

type Part = readonly [type: string, side: ApplicantDocument['side']];

const idCard: readonly Part[] = [
  ['ID_CARD', 'front'],
  ['ID_CARD', 'back'],
];
const selfie: readonly Part[] = [['SELFIE', null]];

/** Images for all steps of `basic-kyc-level`, like nobody else's. */
export function allDocuments(kyc: KycClient, subjectId: string): Promise<ApplicantDocument[]> {
  return images(kyc, subjectId, [...idCard, ...selfie]);
}

/** Both sides of the identity card, photographed anew. */
export function newIdCard(kyc: KycClient, subjectId: string): Promise<ApplicantDocument[]> {
  return images(kyc, subjectId, idCard, 'second');
}

/** One image for each part, by type and side; those of another attempt are other images. */
export function images(
  kyc: KycClient,
  subjectId: string,
  parts: readonly Part[],
  attempt = 'first',
): Promise<ApplicantDocument[]> {
  return Promise.all(
    parts.map(async ([type, side]) => {
      const bytes = sampleFile('image/png', `${subjectId} ${attempt} ${type} ${side}`);
      const document = await kyc.documents.put(bytes, { mediaType: 'image/png', subjectId });
      return { type, country: 'KAZ', side, document };
    }),
  );
}
