import { createHmac, timingSafeEqual } from 'node:crypto';
import { Refusal } from '../gateway';
import type { Received } from '../loopback-server';
import type { IdngoCredentials } from './credentials';

const parameters = ['x-app-token', 'x-app-access-ts', 'x-app-access-sig'] as const;
const toleranceSeconds = 60;

/**
 * Checks who is asking as IDnGO does: token, time stamp within a minute, and the signature over time stamp, method, path with query,
 * and body, byte for byte as received. Throws 401 with one of the codes 4000 to 4007.
 */
export function authenticate(received: Received, { appToken, secretKey }: IdngoCredentials, now: number): void {
  const values = parameters.map((name) => received.headers[name]);
  if (parameters.some((name) => received.headerCount(name) > 1)) throw unauthorized(4007, 'Invalid auth parameters');
  if (values.some((value) => typeof value !== 'string' || value === '')) {
    throw unauthorized(4006, `Not all auth parameters are given: ${parameters.join(', ')}`);
  }
  const [token, timestamp, signature] = values as [string, string, string];
  assertToken(token, appToken);
  if (!/^\d{1,15}$/.test(timestamp)) throw unauthorized(4005, 'Invalid auth value: the time stamp is not a number');
  if (!/^[0-9a-f]{64}$/.test(signature))
    throw unauthorized(4005, 'Invalid auth value: the signature is not 64 lower-case hex characters');
  if (Math.abs(now / 1000 - Number(timestamp)) > toleranceSeconds) {
    throw unauthorized(4004, 'Request expired: the time stamp is not within a minute of the server clock');
  }
  const expected = createHmac('sha256', secretKey)
    .update(`${timestamp}${received.method}${received.target}`)
    .update(received.body)
    .digest();
  if (!timingSafeEqual(expected, Buffer.from(signature, 'hex'))) throw unauthorized(4003, 'Signature mismatch');
}

function assertToken(given: string, known: string): void {
  if (given === known) return;
  if (!/^[\w:.-]{8,512}$/.test(given)) throw unauthorized(4000, 'Invalid format of X-App-Token');
  const [publicPart] = known.split('.');
  if (given.split('.')[0] === publicPart) throw unauthorized(4002, 'The private part of the token does not match');
  throw unauthorized(4001, 'The app token does not exist; it may belong to the other environment');
}

function unauthorized(errorCode: number, description: string): Refusal {
  return new Refusal(401, description, { errorCode });
}
