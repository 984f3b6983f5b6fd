import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { onboardingWorkflowId } from '../../src/domain/workflow-ids';
import { startDevServer } from '../../src/servers';
import { sendWebhooks, type WebhookFigures } from './load';

const PER_SECOND = 50;
const SECONDS = 20;
const WARM_UP_SECONDS = 3;
const SUBJECTS = 100;
const SECRET = 'webhook-bench-secret';

const subjectOf = (index: number) => `load-${index % SUBJECTS}`;

/** How soon webhooks are acknowledged: receiver, dev server and sender on the same machine, store embedded, every event for an open case. */
export async function measureWebhooks(report: (line: string) => void): Promise<WebhookFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'kyc-bench-webhooks-'));
  const server = await startDevServer({ report });
  const connection = await Connection.connect({ address: server.address });
  const { workflow } = new Client({ connection });
  const storeUrl = `pglite:${join(folder, 'store')}`;
  const receiver = fork(join(__dirname, 'receiver.js'), [server.address, storeUrl, SECRET]);
  try {
    for (let index = 0; index < SUBJECTS; index++) {
      const workflowId = onboardingWorkflowId(subjectOf(index));
      await workflow.start('nobody', { workflowId, taskQueue: 'nobody' });
    }
    const [url] = (await once(receiver, 'message')) as [string];
    const load = { url, webhookSecret: SECRET, perSecond: PER_SECOND, subjectOf };
    // A service that has just started is slower for its first second or two.
    await sendWebhooks({ ...load, seconds: WARM_UP_SECONDS });
    const figures = await sendWebhooks({ ...load, seconds: SECONDS });
    const others = Object.keys(figures.answers).filter((answer) => answer !== '200 {"status":"accepted"}');
    if (others.length > 0) throw new Error(`webhooks were answered ${others.join(', ')}`);
    return figures;
  } finally {
    receiver.kill('SIGKILL');
    await connection.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
