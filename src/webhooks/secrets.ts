import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * Whether what was given is one of the secrets, in constant time: hashes have one length, so not even the secret's shows, and every
 * secret is tried, so that the time taken does not tell which one fits.
 */
export function isOneOf(secrets: string | readonly string[], given: string): boolean {
  const hash = digest(given);
  return [secrets].flat().filter((secret) => timingSafeEqual(digest(secret), hash)).length > 0;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
