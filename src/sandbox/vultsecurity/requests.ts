import { createHash } from 'node:crypto';
import { vultsecurityOperations } from '../../providers/vultsecurity/operations';
import type { OperationTable } from '../../providers/operation';
import type { Answer, Call } from '../gateway';
import { sniffMediaType } from '../media-type';
import { parseMultipart, type Part } from '../multipart';
import { badRequest } from './refusals';
import type { Json, StoredFile } from './sessions';

export function json(status: number, body: unknown, more: Omit<Answer, 'status' | 'body'> = {}): Answer {
  return { ...more, status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

/** What 15 of the operations answer: an empty object. */
export const done = (effect?: string): Answer => json(200, {}, { effect });

/** Of what a row says of its request, the types and lists of values are the vendor's; bounds and formats are ours, to be checked by clients. */
const vendorRules = ['invalid_type', 'invalid_value', 'invalid_union'];

/**
 * The fields of a call as its row describes them, from body, query and path; 400 when they are not so. Fields that the vendor does not
 * document are let through, as most services do.
 */
export function fieldsOf(call: Call): Json {
  const given = { ...Object.fromEntries(call.query), ...call.params, ...jsonBody(call.body) };
  const { request, files = {} } = (vultsecurityOperations as OperationTable)[call.operation]!;
  const wrong = (request.safeParse(given).error?.issues ?? [])
    .filter(({ code }) => vendorRules.includes(code))
    .map(({ path }) => path.map(String).join('.'))
    // On the wire a file is not what it is in a row.
    .filter((field) => !(field.split('.')[0]! in files));
  if (wrong.length === 0) return given;
  throw badRequest(`Missing or of a wrong type: ${[...new Set(wrong)].slice(0, 30).join(', ')}`);
}

/** The body as an object, `{}` when there is none; 400 when it is something else. */
export function jsonBody(body: Buffer): Json {
  try {
    const value: unknown = JSON.parse(body.toString('utf8') || '{}');
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json;
  } catch {
    // said below
  }
  throw badRequest('The body is not a JSON object');
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

export interface Upload {
  readonly sessionId: string;
  readonly latitude: string;
  readonly longitude: string;
  /** The schema does not require it. Nothing of the content is kept but its hash. */
  readonly image?: Omit<StoredFile, 'at'>;
}

const acceptedImages = ['image/jpeg', 'image/png'];

/** Reads an image upload. That pictures are JPEG or PNG is assumed: the vendor names no formats. */
export function readUpload({ headers, body }: Call, maxFileBytes: number): Upload {
  const parts = parseMultipart(headers['content-type'] ?? '', body);
  if (!parts) throw badRequest('The body is not multipart/form-data');
  const field = (name: string) => parts.find((part) => part.name === name);
  const text = (name: string) => {
    const value = field(name)?.content.toString('utf8').trim() ?? '';
    if (value === '') throw badRequest(`${name} is required and must not be empty`);
    return value;
  };
  const upload = { sessionId: text('session_id'), latitude: text('latitude'), longitude: text('longitude') };
  const file = field('image');
  return file ? { ...upload, image: readImage(file, maxFileBytes) } : upload;
}

/** Whose upload it is, without judging it. */
export function uploadedSessionId({ headers, body }: Call): string | undefined {
  const parts = parseMultipart(headers['content-type'] ?? '', body);
  return parts
    ?.find((part) => part.name === 'session_id')
    ?.content.toString('utf8')
    .trim();
}

function readImage({ content, mediaType, fileName }: Part, maxFileBytes: number): Upload['image'] {
  if (fileName === undefined) throw badRequest('image must be a file part');
  if (content.length === 0) throw badRequest('The image is empty');
  if (content.length > maxFileBytes) throw badRequest('The image is too large');
  const found = sniffMediaType(content);
  const declared = mediaType === 'application/octet-stream' ? undefined : mediaType;
  if (found === undefined || !acceptedImages.includes(found) || (declared ?? found) !== found)
    throw badRequest('The image is not a JPEG or PNG, or not what its Content-Type says');
  return { sha256: createHash('sha256').update(content).digest('hex'), size: content.length, mediaType: found };
}
