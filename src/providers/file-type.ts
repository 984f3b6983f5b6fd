import { UnusableAnswer } from './answer-body';

/** Bytes that are enough for {@link typeByMagic}. */
export const MAGIC_BYTES = 16;

/** The media type that the first bytes of a file tell, or undefined: vendors declare `text/plain` for photos. */
export function typeByMagic(head: Uint8Array): string | undefined {
  const bytes = Buffer.from(head.buffer, head.byteOffset, Math.min(head.byteLength, MAGIC_BYTES));
  const text = bytes.toString('latin1');
  const found = magics.find(({ at, magic }) => text.startsWith(magic, at));
  return found?.mediaType;
}

// More particular ones first: QuickTime is a brand of the container that MP4 is for.
const magics: readonly { at: number; magic: string; mediaType: string }[] = [
  { at: 0, magic: '\xff\xd8\xff', mediaType: 'image/jpeg' },
  { at: 0, magic: '\x89PNG\r\n\x1a\n', mediaType: 'image/png' },
  { at: 0, magic: '%PDF-', mediaType: 'application/pdf' },
  { at: 0, magic: 'GIF8', mediaType: 'image/gif' },
  { at: 8, magic: 'WEBP', mediaType: 'image/webp' },
  { at: 4, magic: 'ftypheic', mediaType: 'image/heic' },
  { at: 4, magic: 'ftypqt', mediaType: 'video/quicktime' },
  { at: 4, magic: 'ftyp', mediaType: 'video/mp4' },
  { at: 0, magic: '\x1a\x45\xdf\xa3', mediaType: 'video/webm' },
];

/** The media type that a header or data URL declares, without parameters; undefined when it says nothing of use. */
export function declaredType(contentType: unknown): string | undefined {
  const [bare = ''] = typeof contentType === 'string' ? contentType.toLowerCase().split(';') : [];
  const mediaType = bare.trim();
  return /^[\w.+-]{1,60}\/[\w.+-]{1,60}$/.test(mediaType) ? mediaType : undefined;
}

export function isText(mediaType: string | undefined): boolean {
  return mediaType === 'application/json' || mediaType?.startsWith('text/') === true;
}

/** The media type of a file. Text and JSON are no files: a proxy's page, or a refusal with a success status. */
export function fileMediaType(contentType: unknown): string {
  const mediaType = declaredType(contentType);
  if (isText(mediaType)) throw new UnusableAnswer(`it is ${mediaType} and not a file`);
  return mediaType ?? 'application/octet-stream';
}
