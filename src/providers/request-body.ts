import { randomUUID } from 'node:crypto';
import { documentMediaTypes, type DocumentRef } from '../domain/documents';
import { refusal } from '../domain/failures';
import { mediaTypes } from './media-types';
import { multipartBody } from './multipart';
import type { DocumentAccess, Operation } from './operation';

/** The body of a call and its media type; neither when there is none. */
export interface RequestBody {
  readonly content?: Buffer;
  readonly mediaType?: string;
}

interface Source {
  readonly documents: DocumentAccess;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

/** Makes the bytes of a request. Refuses a document that the provider would refuse, before anything is read or sent. */
export async function requestBody(
  row: Pick<Operation, 'name' | 'body' | 'method'>,
  fields: Readonly<Record<string, unknown>>,
  source: Source,
): Promise<RequestBody> {
  switch (row.body) {
    case 'none':
      // An empty POST or PATCH is declared as JSON all the same: the vendor answers 415 to other types.
      return row.method === 'GET' ? {} : { mediaType: 'application/json' };
    case 'json':
      return { content: Buffer.from(JSON.stringify(fields)), mediaType: 'application/json' };
    case 'multipart': {
      const document = fields['document'] as DocumentRef;
      assertSendable(row.name, document, documentMediaTypes, source.maxBytes);
      const boundary = `kyc-${randomUUID()}`;
      const [extension] = mediaTypes[document.mediaType as keyof typeof mediaTypes];
      const parts = [
        {
          name: 'metadata',
          mediaType: 'application/json',
          content: Buffer.from(JSON.stringify(fields['metadata'])),
        },
        {
          name: 'content',
          mediaType: document.mediaType,
          fileName: `document.${extension}`,
          content: await bytesOf(row.name, document, source),
        },
      ];
      return { content: multipartBody(parts, boundary), mediaType: `multipart/form-data; boundary=${boundary}` };
    }
    case 'zip': {
      const archive = fields['archive'] as DocumentRef;
      assertSendable(row.name, archive, ['application/zip'], source.maxBytes);
      return { content: await bytesOf(row.name, archive, source), mediaType: 'application/zip' };
    }
  }
}

function assertSendable(operation: string, document: DocumentRef, accepted: readonly string[], maxBytes: number): void {
  if (!accepted.includes(document.mediaType)) {
    const what = /^[\w.+-]+\/[\w.+-]+$/.test(document.mediaType) ? document.mediaType : 'something else';
    throw refusal(
      'kyc.input.UnsupportedMediaType',
      `${operation}: the document is ${what}; accepted: ${accepted.join(', ')}. Nothing was sent.`,
    );
  }
  if (document.size === 0)
    throw refusal('kyc.input.EmptyFile', `${operation}: the document is empty. Nothing was sent.`);
  if (document.size > maxBytes) throw tooLarge(operation, document.size, maxBytes);
}

async function bytesOf(
  operation: string,
  document: DocumentRef,
  { documents, maxBytes, signal }: Source,
): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of await documents.read(document)) {
    signal.throwIfAborted();
    size += chunk.byteLength;
    // The reference came from a caller: its size is a claim, and this much memory would be taken.
    if (size > maxBytes) throw tooLarge(operation, size, maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

function tooLarge(operation: string, size: number, maxBytes: number) {
  return refusal(
    'kyc.input.FileTooLarge',
    `${operation}: the document has at least ${size} bytes, more than documents.maxBytes (${maxBytes}). Nothing was sent.`,
  );
}
