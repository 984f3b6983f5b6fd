import { Context } from '@temporalio/activity';

const EVERY_MS = 1_000;

/** Reports that this attempt lives, so that a dead worker is noticed within seconds. Local activities have no heartbeat. */
export async function stayAlive<T>(work: () => Promise<T>): Promise<T> {
  const context = Context.current();
  if (context.info.isLocal || context.info.heartbeatTimeoutMs === undefined) return work();
  const beat = setInterval(() => context.heartbeat(), EVERY_MS);
  try {
    return await work();
  } finally {
    clearInterval(beat);
  }
}
