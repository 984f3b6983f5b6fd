import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import type { WorkflowHandle } from '@temporalio/client';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { Flow } from '../support/flow';
import { recordedCases } from './recorded-cases';

/*
 * Plays the recorded cases against the sandbox and keeps their histories as those of this release: `npm run record-histories`, or with
 * names of cases behind it for only those. Recordings of a release that is out are never made again.
 */

async function record(names: readonly string[]): Promise<void> {
  const folder = join(__dirname, 'histories', await release());
  await mkdir(folder, { recursive: true });
  Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: { core: 'ERROR' } } } });
  const flow = new Flow();
  try {
    await flow.begin({});
    for (const [name, play] of Object.entries(recordedCases)) {
      if (names.length > 0 && !names.includes(name)) continue;
      const workflowId = await play(flow, `synthetic-${name}`);
      const runs = await historiesOf(flow, workflowId);
      for (const [at, history] of runs.entries()) {
        const file = `${name}${runs.length > 1 ? `-${at + 1}` : ''}.json`;
        await writeFile(join(folder, file), history);
        process.stdout.write(`${file}\n`);
      }
    }
  } finally {
    await flow.end();
  }
}

/** Oldest first: one, or as many as the process continued as new. */
async function historiesOf({ env }: Flow, workflowId: string): Promise<string[]> {
  const { workflow } = env.temporal.client;
  const newest = workflow.getHandle(workflowId);
  // A reversal may still be about to close when the business has heard of it.
  await closed(newest);
  const runs: string[] = [];
  for (let runId: string | undefined = (await newest.describe()).runId; runId !== undefined;) {
    const history = await workflow.getHandle(workflowId, runId).fetchHistory();
    runs.unshift(anonymous(historyToJSON(history)));
    runId = history.events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId || undefined;
  }
  return runs;
}

async function closed(handle: WorkflowHandle): Promise<void> {
  while ((await handle.describe()).status.name === 'RUNNING') await new Promise((resolve) => setTimeout(resolve, 50));
}

/** Without the names of the machine and its folders, which are in who did something and in where an error was thrown. */
function anonymous(json: string): string {
  const plain: unknown = JSON.parse(json, (key, value: unknown) => {
    if (key === 'identity') return 'recorder';
    return key === 'stackTrace' ? '' : value;
  });
  return `${JSON.stringify(plain, undefined, 1)}\n`;
}

async function release(): Promise<string> {
  const manifest = await readFile(join(__dirname, '../../package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

record(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
