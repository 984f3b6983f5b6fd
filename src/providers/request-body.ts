import { randomUUID } from 'node:crypto';
import { documentMediaTypes, type DocumentRef } from '../domain/documents';
import { refusal } from '../domain/failures';
import { mediaTypes } from './media-types';
import { multipartBody, type Part } from './multipart';
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

type Row = Pick<Operation, 'name' | 'body' | 'method' | 'files'>;
type Fields = Readonly<Record<string, unknown>>;

/** Makes the bytes of a request. Refuses a document that the provider would refuse, before anything is read or sent. */
export async function requestBody(row: Row, fields: Fields, source: Source): Promise<RequestBody> {
  switch (row.body) {
    case 'none':
      // An empty POST or PATCH is declared as JSON all the same: the vendor answers 415 to other types.
      return row.method === 'GET' ? {} : { mediaType: 'application/json' };
    case 'json':
      return {
        content: Buffer.from(JSON.stringify(await withTexts(row, fields, source))),
        mediaType: 'application/json',
      };
    case 'multipart':
      return multipart([
        { name: 'metadata', mediaType: 'application/json', content: Buffer.from(JSON.stringify(fields['metadata'])) },
        {
          ...(await filePart(row, 'content', fields['document'] as DocumentRef, documentMediaTypes, source)),
          fileName: `document.${extension(fields['document'] as DocumentRef)}`,
        },
      ]);
    case 'form':
      return multipart([...textParts(row, fields), ...(await fileParts(row, fields, source))]);
    case 'zip': {
      const archive = fields['archive'] as DocumentRef;
      return { content: await bytesOf(row.name, archive, ['application/zip'], source), mediaType: 'application/zip' };
    }
  }
}

function multipart(parts: readonly Part[]): RequestBody {
  const boundary = `kyc-${randomUUID()}`;
  return { content: multipartBody(parts, boundary), mediaType: `multipart/form-data; boundary=${boundary}` };
}

function textParts({ files = {} }: Row, fields: Fields): Part[] {
  return Object.entries(fields)
    .filter(([name, value]) => !(name in files) && value !== undefined && value !== null)
    .map(([name, value]) => ({
      name,
      content: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)),
    }));
}

async function fileParts(row: Row, fields: Fields, source: Source): Promise<Part[]> {
  const parts: Part[] = [];
  // One after the other: each is held in memory whole.
  for (const [name, accepted] of Object.entries(row.files ?? {})) {
    for (const document of documentsIn(fields[name])) parts.push(await filePart(row, name, document, accepted, source));
  }
  return parts;
}

async function filePart(
  row: Row,
  name: string,
  document: DocumentRef,
  accepted: readonly string[],
  source: Source,
): Promise<Part> {
  const content = await bytesOf(row.name, document, accepted, source);
  return { name, mediaType: document.mediaType, fileName: `${name}.${extension(document)}`, content };
}

/** The fields with every document as base64. */
async function withTexts(row: Row, fields: Fields, source: Source): Promise<Fields> {
  const texts: Record<string, unknown> = {};
  for (const [name, accepted] of Object.entries(row.files ?? {})) {
    const given = fields[name];
    const encoded: string[] = [];
    for (const document of documentsIn(given))
      encoded.push((await bytesOf(row.name, document, accepted, source)).toString('base64'));
    texts[name] = Array.isArray(given) ? encoded : encoded[0];
  }
  return { ...fields, ...texts };
}

function documentsIn(field: unknown): DocumentRef[] {
  return [field ?? []].flat() as DocumentRef[];
}

function extension({ mediaType }: DocumentRef): string {
  const known: Readonly<Record<string, readonly string[]>> = mediaTypes;
  return known[mediaType]?.[0] ?? 'bin';
}

async function bytesOf(
  operation: string,
  document: DocumentRef,
  accepted: readonly string[],
  { documents, maxBytes, signal }: Source,
): Promise<Buffer> {
  assertSendable(operation, document, accepted, maxBytes);
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

function tooLarge(operation: string, size: number, maxBytes: number) {
  return refusal(
    'kyc.input.FileTooLarge',
    `${operation}: the document has at least ${size} bytes, more than documents.maxBytes (${maxBytes}). Nothing was sent.`,
  );
}
