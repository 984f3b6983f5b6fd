import { Worker } from '@temporalio/worker';
import type { WorkerOptions } from '@temporalio/worker';
import { createActivities } from '../activities';
import type { ActivityDependencies } from '../activities';
import type { Config } from '../src/config';
import { limitedQueues } from './queues';
import type { LimitedQueue } from './queues';

// A plugin on the connection is asked to run these as well; it must not give them side workers of their own.
const sideWorkers = new WeakSet<Worker>();

export function isSideWorker(worker: Worker): boolean {
  return sideWorkers.has(worker);
}

/**
 * Runs `main` with a worker beside it for each queue of a rate-limited endpoint, on the same connection. When one of them fails, all
 * stop: a case must not wait on a queue that nobody serves.
 */
export async function withSideWorkers(
  main: Worker,
  config: Config,
  dependencies: ActivityDependencies,
  runMain: () => Promise<void>,
): Promise<void> {
  if (config.sideWorkers === 'off') return runMain();
  const { connection, namespace, taskQueue, dataConverter } = main.options;
  const queues = limitedQueues(config, taskQueue);
  const side = await Promise.all(
    queues.map((queue) => sideWorker(queue, dependencies, { connection, namespace, dataConverter })),
  );
  const running = side.map((worker) =>
    worker.run().catch((error: unknown) => {
      if (main.getState() === 'RUNNING') main.shutdown();
      throw error;
    }),
  );
  // Observed below, once the main worker has stopped; until then a failure must not count as unhandled.
  const settled = Promise.allSettled(running);
  try {
    await runMain();
  } finally {
    for (const worker of side) if (worker.getState() === 'RUNNING') worker.shutdown();
    await settled;
  }
  await Promise.all(running);
}

// Temporal spreads a queue over this many partitions (its default) and gives each an equal share of the rate. Tasks spread unevenly, so
// with the quota itself as the rate the fullest partition would hold up the last calls while the quota lies idle.
const PARTITIONS = 4;

/** A worker for one limited queue and nothing else. */
export async function sideWorker(
  queue: LimitedQueue,
  dependencies: ActivityDependencies,
  where: Pick<WorkerOptions, 'connection' | 'namespace' | 'dataConverter'>,
): Promise<Worker> {
  const worker = await Worker.create({
    ...where,
    taskQueue: queue.name,
    activities: createActivities(dependencies),
    // The store's quota ledger holds the documented limit exactly; this bounds how many attempts come to it.
    maxTaskQueueActivitiesPerSecond: queue.perSecond && queue.perSecond * PARTITIONS,
    maxConcurrentActivityTaskExecutions: queue.atATime,
    maxHeartbeatThrottleInterval: '1s',
    shutdownGraceTime: '30s',
  });
  sideWorkers.add(worker);
  return worker;
}
