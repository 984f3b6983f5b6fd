import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { DocumentRef } from '../domain/documents';
import { capped, peek, UnusableAnswer, type Bytes } from './answer-body';
import { typeByMagic } from './file-type';
import type { Reader } from './heard';
import { tarMembers } from './tar';
import { isEndBlock, isTarHeader } from './tar-header';

export interface ArchiveMember {
  readonly name: string;
  readonly document: DocumentRef;
}

const MOST_MEMBERS = 500;

/** Whether these are the first bytes of an archive that {@link unpacked} takes. */
export function isPacked(head: Buffer): boolean {
  return isTarHeader(head) || isGzip(head) || isEndBlock(head);
}

/**
 * Every file of the archives, kept once all of them have proved honest: of what is refused, nothing stays behind that nobody refers to. All
 * of them together, unpacked, are held to the size of one file, so that a small archive cannot fill memory or store.
 */
export async function unpacked(
  { maxBytes, keep }: Pick<Reader, 'maxBytes' | 'keep'>,
  archives: readonly Bytes[],
): Promise<ArchiveMember[]> {
  const files: { readonly name: string; readonly content: Buffer }[] = [];
  let bytes = 0;
  for (const archive of archives) {
    const limits = { members: MOST_MEMBERS - files.length, bytes: maxBytes - bytes };
    for await (const { name, size, content } of tarMembers(await unzipped(archive, maxBytes), limits)) {
      files.push({ name, content: await gathered(content) });
      bytes += size;
    }
  }
  const members: ArchiveMember[] = [];
  for (const { name, content } of files) {
    const mediaType = typeByMagic(content) ?? 'application/octet-stream';
    members.push({ name, document: await keep(one(content), mediaType) });
  }
  return members;
}

async function gathered(content: Bytes): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function* one(content: Buffer): AsyncGenerator<Uint8Array> {
  yield content;
}

async function unzipped(archive: Bytes, maxBytes: number): Promise<Bytes> {
  const { head, whole } = await peek(archive, 2);
  return isGzip(head) ? capped(gunzipped(whole), maxBytes) : whole;
}

function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

async function* gunzipped(source: Bytes): AsyncGenerator<Uint8Array, void, undefined> {
  const packed = Readable.from(source);
  const gunzip = createGunzip();
  packed.on('error', (error) => gunzip.destroy(error));
  try {
    for await (const chunk of packed.pipe(gunzip)) yield chunk as Uint8Array;
  } catch (error) {
    const { code } = error as { code?: unknown };
    throw String(code).startsWith('Z_') ? new UnusableAnswer('its compression is broken') : error;
  } finally {
    packed.destroy();
  }
}
