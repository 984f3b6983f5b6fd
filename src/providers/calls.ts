import type { Effect, Limit } from './operation';

/** What workflow code needs to know of a row, without its schemas: zod must not reach the workflow bundle. */
export interface Call {
  readonly effect: Effect;
  readonly limit?: Limit;
  readonly timeout: 'quick' | 'transfer' | 'slow';
  /** Carries a file in either direction: never a local activity. */
  readonly binary: boolean;
}

/** How long one attempt of a call may take, in milliseconds; the transport stops the request a little earlier than Temporal would. */
export const attemptTimeoutMs: Record<Call['timeout'], number> = { quick: 10_000, slow: 60_000, transfer: 120_000 };

/** The task queue of a limited endpoint: `kyc.idngo.similar-by-text`. */
export function limitedQueue(taskQueue: string, provider: string, limit: Limit): string {
  return `${taskQueue}.${provider}.${limit.queue}`;
}
