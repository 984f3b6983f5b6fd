import { accessSync, constants } from 'node:fs';
import { extname } from 'node:path';
import { InvalidArgumentError } from 'commander';
import type { DocumentSide } from '../domain/documents';

/** `TYPE:COUNTRY:SIDE:FILE` of the command line. */
export interface DocumentFile {
  readonly type: string;
  readonly country: string;
  readonly side: DocumentSide | null;
  readonly path: string;
  readonly mediaType: string;
}

const mediaTypes: Readonly<Record<string, string>> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.pdf': 'application/pdf',
  '.mp4': 'video/mp4',
  '.webm': 'video/webm',
  '.mov': 'video/quicktime',
};

/** Parses one more `--document`; what it names must be there and of a kind that providers take. */
export function addDocumentFile(text: string, before: readonly DocumentFile[]): DocumentFile[] {
  const [, type, country, side, path] = /^([^:]*):([^:]*):([^:]*):(.+)$/s.exec(text) ?? [];
  if (!type || !country || path === undefined || !['', 'front', 'back'].includes(side!)) {
    throw new InvalidArgumentError(
      'Give TYPE:COUNTRY:SIDE:FILE, for example ID_CARD:KAZ:front:card.jpg or PASSPORT:KAZ::page.jpg.',
    );
  }
  const mediaType = mediaTypes[extname(path).toLowerCase()];
  if (mediaType === undefined)
    throw new InvalidArgumentError(`The file must end in ${Object.keys(mediaTypes).join(', ')}.`);
  if (!isReadable(path)) throw new InvalidArgumentError(`${path} cannot be read.`);
  return [...before, { type, country, side: side === '' ? null : (side as DocumentSide), path, mediaType }];
}

function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
