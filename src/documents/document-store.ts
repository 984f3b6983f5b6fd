import { refusal } from '../domain/failures';
import { fileSystemDocuments } from './file-system';
import type { DocumentStore } from './interface';

export type { DocumentAbout, DocumentStore } from './interface';

/**
 * @param url `file:FOLDER`; the folder is made at the first document
 * @param limits.maxBytes the largest document that is taken
 */
export function openDocumentStore(url: string, limits: { readonly maxBytes: number }): DocumentStore {
  const [, place] = /^file:(?:\/\/(?=\/))?(?!\/\/)(.+)$/.exec(url) ?? [];
  if (place === undefined) throw refusal('kyc.config.Invalid', 'A document store URL is file:FOLDER.');
  return fileSystemDocuments(place, limits.maxBytes);
}
