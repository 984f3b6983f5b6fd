import { createHash } from 'node:crypto';
import { documentMediaTypes } from '../../domain/documents';
import type { Answer, Call } from '../gateway';
import { sniffMediaType } from '../media-type';
import { parseMultipart } from '../multipart';
import { badRequest, fileRefusal } from './refusals';

export function json(status: number, body: unknown, more: Omit<Answer, 'status' | 'body'> = {}): Answer {
  const headers = { 'content-type': 'application/json', ...more.headers };
  return { ...more, status, headers, body: JSON.stringify(body) };
}

export function binary(mediaType: string, body: Buffer): Answer {
  return { status: 200, headers: { 'content-type': mediaType }, body };
}

/** The body as an object; 400 when it is none. */
export function jsonBody(body: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body.toString('utf8') || '{}');
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // said below
  }
  throw badRequest('The body is not a JSON object');
}

/** A field that must be a text of at most 512 characters; 400 otherwise. */
export function requiredText(value: unknown, name: string): string {
  if (typeof value === 'string' && value !== '' && value.length <= 512) return value;
  throw badRequest(`${name} is required and must have 1 to 512 characters`);
}

export function optionalText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function objectOrNothing(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
}

/** A parameter in seconds; 400 when it is not a positive whole number. */
export function seconds(call: Call, name: string, otherwise: number): number {
  const text = call.query.get(name);
  if (text === null) return otherwise;
  if (!/^[1-9]\d{0,9}$/.test(text)) throw badRequest(`${name} must be a positive number of seconds`);
  return Number(text);
}

export interface Upload {
  readonly metadata: Record<string, unknown>;
  readonly idDocType: string;
  readonly country: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly size: number;
  readonly mediaType: string;
}

/** Reads an upload and refuses what IDnGO refuses of files. Nothing of the content is kept but its hash. */
export function readUpload(call: Call, maxFileBytes: number): Upload {
  const parts = parseMultipart(call.headers['content-type'] ?? '', call.body);
  const metadataPart = parts?.find((part) => part.name === 'metadata');
  const file = parts?.find((part) => part.name === 'content');
  if (!metadataPart || !file) throw badRequest('The body must have the parts metadata and content');
  const metadata = jsonBody(metadataPart.content);
  const idDocType = requiredText(metadata['idDocType'], 'metadata.idDocType');
  const country = requiredText(metadata['country'], 'metadata.country');
  if (!/^[A-Z]{3}$/.test(country)) throw badRequest('metadata.country must have three letters (ISO 3166-1 alpha-3)');
  return {
    metadata,
    idDocType,
    country,
    fileName: file.fileName ?? 'file',
    sha256: createHash('sha256').update(file.content).digest('hex'),
    size: file.content.length,
    mediaType: acceptedMediaType(file.content, file.mediaType, maxFileBytes),
  };
}

function acceptedMediaType(content: Buffer, declared: string | undefined, maxFileBytes: number): string {
  if (content.length === 0) throw fileRefusal.empty();
  if (content.length > maxFileBytes) throw fileRefusal.tooBig();
  const known = (mediaType: string | undefined) => documentMediaTypes.some((accepted) => accepted === mediaType);
  if (declared !== undefined && !known(declared)) throw fileRefusal.unsupported();
  const found = sniffMediaType(content);
  if (found === undefined && declared === undefined) throw fileRefusal.unsupported();
  if (found === undefined || (declared !== undefined && declared !== found)) throw fileRefusal.corrupted();
  return found;
}
