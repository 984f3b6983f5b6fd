import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IdngoConfig } from './options';
import { idngoDate } from './date';
import { isJson, type Json } from '../reading';

const hashes = { HMAC_SHA1_HEX: 'sha1', HMAC_SHA256_HEX: 'sha256', HMAC_SHA512_HEX: 'sha512' } as const;

type WebhookConfig = Pick<
  IdngoConfig,
  'webhookSecret' | 'webhookDigestHeader' | 'webhookAlgorithmHeader' | 'webhookAlgorithms'
>;

/**
 * Whether IDnGO sent exactly these bytes. Never throws. The sender names the algorithm, so only configured ones count; any of several
 * secrets will do, while a new one is being introduced. The signature has no time in it: repeats are told by `eventKey`.
 */
export function verifyIdngoWebhook(raw: Uint8Array, headers: Headers, config: WebhookConfig): 'ok' | 'bad-signature' {
  const named = headers.get(config.webhookAlgorithmHeader) ?? config.webhookAlgorithms[0];
  const algorithm = config.webhookAlgorithms.find((allowed) => allowed === named);
  const digest = headers.get(config.webhookDigestHeader);
  if (algorithm === undefined || digest === null || !/^(?:[0-9a-f]{2}){20,64}$/i.test(digest)) return 'bad-signature';

  const given = Buffer.from(digest, 'hex');
  const secrets = [config.webhookSecret].flat();
  // Every secret is tried, so that the time taken does not tell which one fits.
  const fits = secrets.map((secret) => {
    const expected = createHmac(hashes[algorithm], secret).update(raw).digest();
    return expected.length === given.length && timingSafeEqual(expected, given);
  });
  return fits.includes(true) ? 'ok' : 'bad-signature';
}

/** What is taken from a webhook: ids and states. Comments and labels stay out; a read tells them, and tells the truth. */
export interface IdngoWebhook {
  /** `applicantReviewed`, `applicantActionReviewed`, …: an open list. */
  readonly type: string;
  /** Same for every delivery of the same event; lower-case hex SHA-256. */
  readonly eventKey: string;
  readonly applicantId?: string;
  readonly inspectionId?: string;
  readonly externalUserId?: string;
  readonly actionId?: string;
  readonly externalActionId?: string;
  readonly reviewStatus?: string;
  readonly levelName?: string;
  readonly sandboxMode?: boolean;
  /** When it happened, ISO 8601. */
  readonly at?: string;
}

/** Undefined when the bytes are not an IDnGO event. Never throws; a field that is missing, too long or of another type is left out. */
export function parseIdngoWebhook(raw: Uint8Array): IdngoWebhook | undefined {
  const body = readJson(raw);
  const type = body && string(body, 'type', 64);
  if (body === undefined || type === undefined || !/^[A-Za-z0-9_]+$/.test(type)) return undefined;
  const event = {
    applicantId: string(body, 'applicantId', 64),
    inspectionId: string(body, 'inspectionId', 64),
    externalUserId: string(body, 'externalUserId', 512),
    actionId: string(body, 'applicantActionId', 64),
    externalActionId: string(body, 'externalApplicantActionId', 512),
    reviewStatus: string(body, 'reviewStatus', 64),
    levelName: string(body, 'levelName', 255),
    sandboxMode: typeof body['sandboxMode'] === 'boolean' ? body['sandboxMode'] : undefined,
    at: idngoDate(body['createdAtMs']) ?? idngoDate(body['createdAt']),
  };
  const given = Object.fromEntries(Object.entries(event).filter(([, value]) => value !== undefined));
  return { type, eventKey: eventKeyOf(raw, body, type), ...given };
}

// One request may cause several events, so its correlation id alone does not tell them apart. Where the parts are missing, the bytes
// themselves are the event: a repeat sends the same ones.
function eventKeyOf(raw: Uint8Array, body: Json, type: string): string {
  const parts = [body['applicantActionId'] ?? body['applicantId'], body['correlationId'], body['createdAtMs']];
  const known = parts.every((part) => typeof part === 'string' && part !== '');
  return createHash('sha256')
    .update(known ? JSON.stringify([type, ...parts]) : raw)
    .digest('hex');
}

function readJson(raw: Uint8Array): Json | undefined {
  try {
    const body: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(raw));
    return isJson(body) ? body : undefined;
  } catch {
    return undefined;
  }
}

function string(body: Json, key: string, max: number): string | undefined {
  const value = body[key];
  return typeof value === 'string' && value !== '' && value.length <= max ? value : undefined;
}
