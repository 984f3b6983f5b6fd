import { workflowInfo } from '@temporalio/workflow';
import { attemptTimeoutMs, limitedQueue } from '../../src/providers/calls';
import type { Call } from '../../src/providers/calls';
import type { OperationTable, RequestOf, ResponseOf } from '../../src/providers/operation';
import { callActivity } from '../activity-calls';

export interface ProviderCallOptions {
  /** Only these parts of the answer enter the history: `['id', 'review.reviewStatus']`. */
  readonly pick?: readonly string[];
  readonly summary?: string;
}

/** One function a row, as activities: `idngo.getApplicant({ applicantId }, { pick: ['review'] })`. */
export type ProviderCalls<Table extends OperationTable> = {
  readonly [Name in keyof Table]: (
    request: RequestOf<Table[Name]>,
    options?: ProviderCallOptions,
  ) => Promise<ResponseOf<Table[Name]>>;
};

/** `fast` lets short, repeatable calls run as local activities first; `ordinary` does not. */
export type CallMode = 'fast' | 'ordinary';

// How soon a worker that died with a file in its hands, or a place in the queue of a quota, is noticed.
const HEARTBEAT_MS = 3_000;
// How long an attempt may wait for its turn within a quota. Only the call itself is bounded by the row.
const QUEUEING_MS = 15 * 60_000;

/** The workflow's side of a provider's rows. How each call runs follows from its row alone. */
export function providerCalls<Table extends OperationTable>(
  provider: string,
  calls: Readonly<Record<keyof Table, Call>>,
  mode: () => CallMode,
): ProviderCalls<Table> {
  const table = Object.entries<Call>(calls).map(([name, call]) => [
    name,
    (request: unknown, options: ProviderCallOptions = {}) =>
      callActivity(`${provider}.${name}`, options.pick ? [request, { pick: options.pick }] : [request], {
        summary: options.summary,
        fast: mode() === 'fast' && isFast(call),
        attemptMs: attemptTimeoutMs[call.timeout] + (call.limit ? QUEUEING_MS : 0),
        taskQueue: call.limit && limitedQueue(workflowInfo().taskQueue, provider, call.limit),
        heartbeatMs: call.binary || call.limit ? HEARTBEAT_MS : undefined,
      }),
  ]);
  return Object.fromEntries(table) as ProviderCalls<Table>;
}

/** The one place that decides: short, harmless to repeat, not limited, no file. */
export function isFast(call: Call): boolean {
  const repeatable = call.effect === 'read' || call.effect === 'idempotent' || call.effect === 'natural-key';
  return repeatable && call.timeout === 'quick' && !call.limit && !call.binary;
}
