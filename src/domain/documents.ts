/** Binary evidence by reference. The bytes live in the document store; payloads and histories carry only this. */
export interface DocumentRef {
  /** Where the store keeps it, for example `file:ab/cd….bin`; opaque to everyone but the store that made it. */
  readonly uri: string;
  /** Lower-case hex SHA-256 of the bytes. Checked again whenever the document is read. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  /** For example `image/jpeg`; what the caller or the provider declared. */
  readonly mediaType: string;
}

/** One image or file of an applicant's document. A two-sided document is two of these, `front` and `back`. */
export interface ApplicantDocument {
  /** The provider's document type: PASSPORT, ID_CARD, DRIVERS, RESIDENCE_PERMIT, UTILITY_BILL, SELFIE, … */
  readonly type: string;
  /** Issuing country, ISO 3166-1 alpha-3: `KAZ`. */
  readonly country: string;
  /** `null` (or absent) for a document of one image. */
  readonly side?: DocumentSide | null;
  readonly document: DocumentRef;
}

export type DocumentSide = 'front' | 'back';

/** Media types that IDnGO takes for documents (vendor, file formats), and with them every provider of this package. */
export const documentMediaTypes = [
  'image/jpeg',
  'image/png',
  'application/pdf',
  'video/mp4',
  'video/webm',
  'video/quicktime',
] as const;

/** 50 MB, the vendor's maximum unless the account says otherwise. */
export const defaultDocumentLimitBytes = 50 * 1024 * 1024;

// Card-style documents have two pages and book-style ones have one (vendor, two-sided documents: with the front only, the verification
// does not complete).
const twoSided = new Set(['ID_CARD', 'DRIVERS']);

export function isTwoSided(type: string): boolean {
  return twoSided.has(type);
}
