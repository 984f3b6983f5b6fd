import type { Config, ProviderName } from '../src/config';
import { limitedQueue } from '../src/providers/calls';
import { operationTables } from '../src/providers';
import type { Limit, OperationTable } from '../src/providers/operation';

/** The task queue of one quota. */
export interface LimitedQueue {
  readonly name: string;
  readonly provider: string;
  readonly limit: Limit;
  /** The quota, spread evenly over its window; undefined for quotas without a window. */
  readonly perSecond?: number;
  readonly atATime: number;
}

/** The queues of rate-limited endpoints, for the providers that are configured. Derived from the rows. */
export function limitedQueues(config: Config, taskQueue: string): LimitedQueue[] {
  const configured = Object.entries<OperationTable>(operationTables).filter(
    ([provider]) => config.providers[provider as ProviderName],
  );
  const all = configured.flatMap(([provider, table]) =>
    Object.values(table).flatMap(({ limit }) => (limit ? [queueOf(provider, limit, taskQueue)] : [])),
  );
  return [...new Map(all.map((queue) => [queue.name, queue])).values()];
}

function queueOf(provider: string, limit: Limit, taskQueue: string): LimitedQueue {
  return {
    name: limitedQueue(taskQueue, provider, limit),
    provider,
    limit,
    perSecond: limit.perSeconds > 0 ? limit.requests / limit.perSeconds : undefined,
    atATime: limit.requests,
  };
}
