import { declaredType, isText, typeByMagic } from './file-type';
import { UnusableAnswer } from './answer-body';

export interface DecodedFile {
  readonly content: Buffer;
  /** Undefined when neither the bytes nor the data URL tell. */
  readonly mediaType?: string;
}

// The comma is missing in a vendor's sample.
const DATA_URL = /^data:([^,;]*)(?:;(?!base64)[^,;]*)*(?:;base64)?[,;]?/;
const BASE64 = /^[A-Za-z0-9+/_-]+={0,2}$/;

/** The bytes of a data URL, also one without its comma, or of bare base64. The declared type counts only where the bytes say nothing. */
export function decodedFile(text: string): DecodedFile {
  const start = DATA_URL.exec(text);
  const payload = text.slice(start?.[0].length ?? 0).replace(/\s+/g, '');
  if (!BASE64.test(payload)) throw new UnusableAnswer('it is a text that holds no base64');
  const content = Buffer.from(payload, 'base64');
  const declared = declaredType(start?.[1]);
  return { content, mediaType: typeByMagic(content) ?? (isText(declared) ? undefined : declared) };
}

const MOST_DEPTH = 20;

/** Every text in JSON, in order; null and empty texts hold nothing. Anything else among them is no encoded file. */
export function encodedFiles(value: unknown, depth = 0): string[] {
  if (depth > MOST_DEPTH) throw new UnusableAnswer('it is JSON that holds no file', true);
  if (value === undefined || value === null || value === '') return [];
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap((one) => encodedFiles(one, depth + 1));
  if (typeof value === 'object' && Object.keys(value).length === 0) return [];
  throw new UnusableAnswer('it is JSON that holds no file');
}
