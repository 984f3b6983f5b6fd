import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Notification } from '../domain/notification';

export const timestampHeader = 'x-kyc-timestamp';
export const signatureHeader = 'x-kyc-signature';

/** `v1=` and the lower-case hex HMAC-SHA256 of `<timestamp>.<body>`; the timestamp is in seconds since 1970. */
export function signatureOf(timestamp: string, body: Uint8Array | string, secret: string): string {
  return `v1=${createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex')}`;
}

/**
 * For receivers: the notification, or undefined when it was not signed with the secret, or longer ago (or further ahead) than the
 * tolerance. Give the bytes exactly as received, before any parsing. A repeat carries a fresh timestamp and the same `id`: keep the
 * ids that were processed, for the tolerance alone does not stop a copy that is replayed at once.
 *
 * @param secret several while a new one is being introduced
 * @param options.toleranceSeconds default 300
 * @param options.now milliseconds since 1970; default the system's clock
 */
export function verifyNotification(
  raw: Uint8Array,
  headers: Headers,
  secret: string | readonly string[],
  options: { readonly toleranceSeconds?: number; readonly now?: number } = {},
): Notification | undefined {
  const { toleranceSeconds = 300, now = Date.now() } = options;
  const timestamp = headers.get(timestampHeader) ?? '';
  const signature = headers.get(signatureHeader) ?? '';
  // Every secret is tried, so that the time taken does not tell which one is in use.
  const matches = [secret].flat().filter((candidate) => same(signature, signatureOf(timestamp, raw, candidate)));
  if (matches.length === 0 || !/^\d{1,12}$/.test(timestamp)) return undefined;
  if (Math.abs(now / 1000 - Number(timestamp)) > toleranceSeconds) return undefined;
  return JSON.parse(Buffer.from(raw).toString('utf8')) as Notification;
}

function same(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
