import type { DocumentRef } from '../domain/documents';
import type { DocumentAccess } from '../providers/operation';

export interface DocumentStore extends DocumentAccess {
  /**
   * Keeps the bytes and says where. The same bytes of the same subject are kept once, and have the same reference.
   * Rejects with `kyc.input.EmptyFile` or `kyc.input.FileTooLarge`; then nothing is kept, as when `content` fails halfway.
   *
   * @param about.subjectId whose document it is; what belongs to nobody in particular goes without
   */
  put(content: AsyncIterable<Uint8Array> | Uint8Array, about: DocumentAbout): Promise<DocumentRef>;
  /**
   * The bytes, checked against size and SHA-256 while they are read: the last part is handed out only when all of them are right,
   * so that an altered document is never passed on whole. Rejects, or fails in the middle, with `kyc.input.DocumentMissing` or
   * `kyc.input.DocumentAltered`.
   */
  read(ref: DocumentRef): Promise<AsyncIterable<Uint8Array>>;
  /** Resolves when the document is gone, also when it was never there. Copies under other references stay. */
  remove(ref: DocumentRef): Promise<void>;
}

export interface DocumentAbout {
  readonly mediaType: string;
  readonly subjectId?: string;
}
