import { UnusableAnswer } from './answer-body';

export const BLOCK = 512;

export interface TarHeader {
  readonly name: string;
  readonly size: number;
  readonly type: string;
  readonly kind: 'file' | 'folder' | 'name';
}

// POSIX (ustar, pax) and GNU types. Links and devices have no place here.
const kinds: Readonly<Record<string, TarHeader['kind']>> = {
  '0': 'file',
  '\0': 'file',
  '7': 'file',
  '5': 'folder',
  x: 'name',
  g: 'name',
  L: 'name',
};

export function isEndBlock(block: Buffer): boolean {
  return block.every((byte) => byte === 0);
}

/** Whether a block is the head of a tar archive, by its checksum: the name at its start may look like anything. */
export function isTarHeader(block: Uint8Array): boolean {
  if (block.byteLength < BLOCK) return false;
  const bytes = Buffer.from(block.buffer, block.byteOffset, BLOCK);
  // Counted with the field of the checksum itself as blanks.
  const sum = bytes.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 0x20 : byte), 0);
  return octal(bytes, 148, 8) === sum;
}

export function readHeader(block: Buffer): TarHeader {
  if (!isTarHeader(block)) throw new UnusableAnswer('it is not a tar archive, or a broken one');
  const size = octal(block, 124, 12);
  const type = String.fromCharCode(block[156] ?? 0);
  const kind = Object.hasOwn(kinds, type) ? kinds[type] : undefined;
  if (kind === undefined)
    throw new UnusableAnswer('its archive has a member that is no file (a link or a device)', true);
  // Sizes from 8 GB are written in binary: more than any limit.
  if (size === undefined) throw new UnusableAnswer('its archive has a member of unreadable size', true);
  const isUstar = text(block, 257, 5) === 'ustar';
  const prefix = isUstar && block[263] === 0x30 ? text(block, 345, 155) : '';
  const name = text(block, 0, 100);
  return { name: prefix === '' ? name : `${prefix}/${name}`, size: kind === 'folder' ? 0 : size, type, kind };
}

/** GNU: the name, ended by a NUL. */
export function longName(content: Buffer): string {
  return text(content, 0, content.byteLength);
}

/** Pax: records of `<length> <key>=<value>\n`; a size of its own would make the header's a lie. */
export function nameFromPax(content: Buffer): string | undefined {
  let name: string | undefined;
  for (let at = 0; at < content.byteLength;) {
    const [, digits = '', key] = /^(\d{1,4}) ([^=]{1,64})=/.exec(content.toString('latin1', at, at + 72)) ?? [];
    const length = Number(digits);
    if (key === undefined || length <= digits.length + key.length + 2 || at + length > content.byteLength)
      throw new UnusableAnswer('its archive has an unreadable header', true);
    if (key === 'size') throw new UnusableAnswer('its archive has a member of unreadable size', true);
    if (key === 'path') name = content.toString('utf8', at + digits.length + key.length + 2, at + length - 1);
    at += length;
  }
  return name;
}

function text(block: Buffer, at: number, length: number): string {
  const field = block.subarray(at, at + length);
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end < 0 ? length : end);
}

function octal(block: Buffer, at: number, length: number): number | undefined {
  const digits = block
    .toString('latin1', at, at + length)
    .replace(/[\0 ]+$/, '')
    .trimStart();
  return /^[0-7]{1,12}$/.test(digits) ? parseInt(digits, 8) : undefined;
}
