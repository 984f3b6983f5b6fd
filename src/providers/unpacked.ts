import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { DocumentRef } from '../domain/documents';
import { capped, peek, UnusableAnswer, type Bytes } from './answer-body';
import { MAGIC_BYTES, typeByMagic } from './file-type';
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
 * Every file of the archives, kept one by one as it arrives. All of them together, unpacked, are held to the size of one file, so that a
 * small archive cannot fill the store.
 */
export async function unpacked(
  { maxBytes, keep }: Pick<Reader, 'maxBytes' | 'keep'>,
  archives: readonly Bytes[],
): Promise<ArchiveMember[]> {
  const members: ArchiveMember[] = [];
  let bytes = 0;
  for (const archive of archives) {
    const limits = { members: MOST_MEMBERS - members.length, bytes: maxBytes - bytes };
    for await (const { name, size, content } of tarMembers(await unzipped(archive, maxBytes), limits)) {
      const { head, whole } = await peek(content, MAGIC_BYTES);
      members.push({ name, document: await keep(whole, typeByMagic(head) ?? 'application/octet-stream') });
      bytes += size;
    }
  }
  return members;
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
