import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import type { ProviderHint } from '../../../src/domain/hint';
import { startDevServer, type DevServer } from '../../../src/servers';
import { openStore } from '../../../src/store/open-store';
import type { Store } from '../../../src/store/store';
import { createWebhookHandler, serveWebhooks, type WebhookHandler, type WebhookServer } from '../../../src/webhooks';
import { describeWithDevServer } from '../../support/with-server';
import { hook, reviewed, testConfig } from '../../unit/webhooks/idngo-hook';

describeWithDevServer('the webhook receiver in front of a Temporal server', (path) => {
  let folder: string;
  let temporal: DevServer;
  let connection: Connection;
  let client: Client;
  let store: Store;
  let handler: WebhookHandler;
  let receiver: WebhookServer;

  const startTemporal = (port?: number) => startDevServer({ path, port, dbFile: join(folder, 'temporal.db') });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kyc-webhooks-'));
    temporal = await startTemporal();
    connection = await Connection.connect({ address: temporal.address });
    client = new Client({ connection });
    store = await openStore('pglite:memory');
    handler = createWebhookHandler({ client, config: testConfig(), store, log: () => {} });
    receiver = await serveWebhooks({ handler, port: 0 });
  });
  afterAll(async () => {
    await receiver?.close();
    await handler?.close();
    await connection?.close();
    await store?.close();
    await temporal?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function post(event: Record<string, unknown>) {
    const response = await fetch(hook(event, receiver.url));
    return [response.status, ((await response.json()) as { status: string }).status];
  }
  const about = (subjectId: string, correlationId: string) =>
    reviewed({ externalUserId: subjectId, applicantId: undefined, correlationId, applicantActionId: undefined });

  /** No worker runs: what reached a process stands in its history. */
  const open = (subjectId: string) =>
    client.workflow.start('collecting', {
      workflowId: `kyc/onboarding/${subjectId}`,
      taskQueue: 'nobody',
      args: [Infinity],
    });

  async function hintsOf(workflowId: string): Promise<ProviderHint[]> {
    const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
    return (events ?? []).flatMap(({ workflowExecutionSignaledEventAttributes: signal }) =>
      signal?.signalName === 'providerHint'
        ? [defaultPayloadConverter.fromPayload<ProviderHint>(signal.input!.payloads![0]!)]
        : [],
    );
  }

  test('an event wakes its process once, however many copies arrive', async () => {
    await open('subject-copies');
    const event = about('subject-copies', 'req-copies');
    const answers = await Promise.all(Array.from({ length: 5 }, () => post(event)));
    expect(answers.map(([, status]) => status).sort()).toEqual([
      'accepted',
      ...Array.from({ length: 4 }, () => 'duplicate'),
    ]);
    expect(await hintsOf('kyc/onboarding/subject-copies')).toEqual([
      { provider: 'idngo', type: 'applicantReviewed', eventKey: expect.any(String), says: 'completed' },
    ]);
  });

  test('an event about a decided applicant starts the process that looks again, and a second one wakes it', async () => {
    await (await open('subject-decided')).terminate();
    expect(await post(about('subject-decided', 'req-1'))).toEqual([200, 'accepted']);
    expect(await post(about('subject-decided', 'req-2'))).toEqual([200, 'accepted']);
    expect(await hintsOf('kyc/reversal/subject-decided')).toHaveLength(2);
    const { type, taskQueue } = await client.workflow.getHandle('kyc/reversal/subject-decided').describe();
    expect([type, taskQueue]).toEqual(['decisionReversal', 'kyc']);
  });

  test('an event about somebody who was never onboarded here starts nothing', async () => {
    expect(await post(about('subject-stranger', 'req-1'))).toEqual([200, 'unknown']);
    await expect(client.workflow.getHandle('kyc/reversal/subject-stranger').describe()).rejects.toThrow('not found');
  });

  test('while Temporal is stopped the provider is asked to repeat, and the repeat arrives', async () => {
    await open('subject-outage');
    await temporal.stop();
    const event = about('subject-outage', 'req-outage');
    const started = performance.now();
    const refused = await fetch(hook(event, receiver.url));
    expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([503, true]);
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(await store.deliveries.recent(1)).toMatchObject([{ outcome: 'received', copies: 1 }]);

    temporal = await startTemporal(Number(temporal.address.split(':')[1]));
    expect(await post(event)).toEqual([200, 'accepted']);
    expect(await post(event)).toEqual([200, 'duplicate']);
    expect(await hintsOf('kyc/onboarding/subject-outage')).toHaveLength(1);
  });
});
