import type { Answer } from '../gateway';
import { parseMultipart } from '../multipart';
import { wrongParameters } from './refusals';

/** The fields of a request, however they travelled, and its files. */
export interface Fields {
  readonly values: Readonly<Record<string, unknown>>;
  readonly files: Readonly<Record<string, Buffer>>;
}

interface Sent {
  readonly headers: { readonly 'content-type'?: string };
  readonly body: Buffer;
}

const nothing: Fields = { values: {}, files: {} };
const objects = ['flags', 'steps', 'query'];

// A call is looked at three times: for its key, for whom it is about, and by its handler.
const read = new WeakMap<Buffer, Fields>();

/** JSON, also under the content type that curl gives to `-d`, a URL-encoded form, or multipart. Nothing where the body follows none of them. */
export function fieldsOf(sent: Sent): Fields {
  const fields = read.get(sent.body) ?? parse(sent);
  read.set(sent.body, fields);
  return fields;
}

function parse({ headers, body }: Sent): Fields {
  const contentType = headers['content-type'] ?? '';
  if (contentType.toLowerCase().startsWith('multipart/')) return fromMultipart(contentType, body);
  const text = body.toString('utf8').trim();
  if (text.startsWith('{')) return { values: objectIn(text) ?? {}, files: {} };
  if (!contentType.toLowerCase().startsWith('application/x-www-form-urlencoded')) return nothing;
  return { values: withObjects(Object.fromEntries(new URLSearchParams(text))), files: {} };
}

function fromMultipart(contentType: string, body: Buffer): Fields {
  const parts = parseMultipart(contentType, body) ?? [];
  const isFile = ({ fileName }: { fileName?: string }) => fileName !== undefined;
  const texts = parts.filter((part) => !isFile(part)).map(({ name, content }) => [name, content.toString('utf8')]);
  return {
    values: withObjects(Object.fromEntries(texts) as Record<string, string>),
    files: Object.fromEntries(parts.filter(isFile).map(({ name, content }) => [name, content])),
  };
}

/** In a form, objects are JSON text. */
function withObjects(texts: Record<string, string>): Record<string, unknown> {
  const read = ([name, text]: [string, string]) => [name, objects.includes(name) ? (jsonIn(text) ?? text) : text];
  return Object.fromEntries(Object.entries(texts).map(read)) as Record<string, unknown>;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function objectIn(text: string): Record<string, unknown> | undefined {
  const value = jsonIn(text);
  return isObject(value) ? value : undefined;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text of 1 to 512 characters; `wrong-parameters` otherwise. */
export function requiredText(value: unknown): string {
  if (typeof value === 'string' && value.trim() !== '' && value.length <= 512) return value;
  throw wrongParameters();
}

export function optionalText(value: unknown): string | undefined {
  return value === undefined || value === null ? undefined : requiredText(value);
}

/** A whole number that is not negative; `wrong-parameters` otherwise. */
export function count(value: unknown, otherwise: number): number {
  if (value === undefined) return otherwise;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 1_000_000) return value;
  throw wrongParameters();
}

/** A date or a moment in ISO 8601, in milliseconds since the epoch; `wrong-parameters` otherwise. */
export function optionalMoment(value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined;
  const ms = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value) ? Date.parse(value) : NaN;
  if (Number.isNaN(ms)) throw wrongParameters();
  return ms;
}

export function optionalFlag(value: unknown): boolean {
  if (value === undefined || typeof value === 'boolean') return value ?? false;
  throw wrongParameters();
}

export function texts(value: unknown): string[] {
  if (value === undefined) return [];
  if (Array.isArray(value) && value.length <= 1_000) return value.map(requiredText);
  throw wrongParameters();
}

export function requiredObject(value: unknown): Record<string, unknown> {
  if (isObject(value)) return value;
  throw wrongParameters();
}

/** As the widget host answers: the bare value. */
export function bare(value: unknown, more: Partial<Answer> = {}): Answer {
  return { status: 200, ...more, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

/** As the external host answers. */
export const wrapped = (result: unknown, more?: Partial<Answer>) => bare({ result }, more);
export const empty = (more?: Partial<Answer>) => bare({}, more);

export function bytes(mediaType: string, body: Buffer): Answer {
  return { status: 200, headers: { 'content-type': mediaType }, body };
}
