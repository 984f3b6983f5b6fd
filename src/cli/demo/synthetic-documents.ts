import type { KycClient } from '../../client/kyc-client';
import type { ApplicantDocument, DocumentSide } from '../../domain/documents';
import { sampleFile } from '../../sandbox';

/** What one image of the demo is: `ID_CARD front`, `SELFIE`. */
export interface Shown {
  readonly type: string;
  readonly side?: DocumentSide;
}

export const idCard: readonly Shown[] = [
  { type: 'ID_CARD', side: 'front' },
  { type: 'ID_CARD', side: 'back' },
];
export const driversLicence: readonly Shown[] = [
  { type: 'DRIVERS', side: 'front' },
  { type: 'DRIVERS', side: 'back' },
];
export const selfie: Shown = { type: 'SELFIE' };

const SIZE_BYTES = 4_000;

/** Synthetic pictures in the document store: valid, of no person, and different for every subject, image and try. */
export function photograph(
  kyc: KycClient,
  subjectId: string,
  shown: readonly Shown[],
  { attempt = 1, country = 'KAZ' }: { attempt?: number; country?: string } = {},
): Promise<ApplicantDocument[]> {
  return Promise.all(
    shown.map(async ({ type, side = null }) => {
      const marker = [subjectId, type, side, attempt].join(' ');
      const document = await kyc.documents.put(sampleFile('image/jpeg', marker, SIZE_BYTES), {
        mediaType: 'image/jpeg',
        subjectId,
      });
      return { type, country, side, document };
    }),
  );
}
