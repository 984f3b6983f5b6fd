import { isGrpcDeadlineError } from '@temporalio/client';
import type { Duration } from '@temporalio/common';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { searchAttributes, searchAttributeTypes } from '../domain/search-attributes';
import { ensureServer } from '../servers';
import { registerAttributes } from '../servers/registered-attributes';

export type TestServerKind = 'time-skipping' | 'dev';

// Real time within which any span of simulated time is over, unless it cannot pass.
const PATIENCE_MS = 30_000;

/** A Temporal server of its own for one test file, with our search attributes. */
export async function startTestServer(kind: TestServerKind): Promise<TestWorkflowEnvironment> {
  const { path } = await ensureServer(kind);
  const executable = { type: 'existing-path', path } as const;
  if (kind === 'dev') {
    return TestWorkflowEnvironment.createLocal({
      server: {
        executable,
        searchAttributes: Object.values(searchAttributes),
        log: { format: 'json', level: 'error' },
      },
    });
  }
  const start = () => TestWorkflowEnvironment.createTimeSkipping({ server: { executable } });
  // The SDK gives it five seconds, which a busy machine may not (temporalio/sdk-rust#722).
  const env = await start().catch(start);
  await registerAttributes(env.connection, env.namespace ?? 'default', searchAttributeTypes);
  return env;
}

export async function letTimePass(temporal: TestWorkflowEnvironment, duration: Duration): Promise<void> {
  if (!temporal.supportsTimeSkipping) return temporal.sleep(duration);
  try {
    await temporal.connection.withDeadline(Date.now() + PATIENCE_MS, () => temporal.sleep(duration));
  } catch (error) {
    if (!isGrpcDeadlineError(error)) throw error;
    throw new Error(standstill(duration), { cause: error });
  }
}

function standstill(duration: Duration): string {
  return (
    `Time stands still: ${duration} did not pass within ${PATIENCE_MS} ms. A workflow task or an activity is under way or keeps failing, ` +
    `or a task queue has no worker. Look at the worker's log.`
  );
}
