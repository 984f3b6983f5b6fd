import { createHash } from 'node:crypto';

const WINDOW_MS = 5_000;

/**
 * The event key of a hint whose sender names no event: what came, within a few seconds. Copies that come together are one event, and wake
 * once. The same bytes later may well mean that something else has changed, for they tell no state: they wake again, which costs a read.
 * What changes within the window is found by the case, which looks again by itself.
 */
export function keyWithin(nowMs: number, ...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of [String(Math.floor(nowMs / WINDOW_MS)), ...parts]) {
    hash.update(createHash('sha256').update(part).digest());
  }
  return hash.digest('hex');
}
