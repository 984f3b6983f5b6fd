import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { NativeConnection, Worker } from '@temporalio/worker';
import type { WorkerOptions } from '@temporalio/worker';
import { KycClient } from '../client/kyc-client';
import type { KycOptions } from '../config';
import { searchAttributes, searchAttributeTypes } from '../domain/search-attributes';
import type { Notification } from '../domain/notification';
import { KycPlugin } from '../plugin';
import { startSandbox } from '../sandbox';
import type { Sandbox, SandboxOptions } from '../sandbox';
import { ensureServer } from '../servers';
import { registerAttributes } from '../servers/registered-attributes';
import { openStore } from '../store/open-store';
import type { Store } from '../store/store';
import { createWebhookHandler, serveWebhooks } from '../webhooks';

export interface KycTestEnvironmentOptions {
  /**
   * `time-skipping` (default): months pass in a second, but there is no visibility and no rate limit. `dev`: the real server.
   */
  readonly server?: 'time-skipping' | 'dev';
  readonly sandbox?: SandboxOptions;
  /** Default true: the sandbox's webhooks reach the processes. */
  readonly webhooks?: boolean;
  /** Laid over the embedded configuration: store in memory, documents in a temporary folder, the sandbox's credentials. */
  readonly config?: KycOptions;
  /** For the worker: `{ maxCachedWorkflows: 0 }` replays every step. */
  readonly worker?: Partial<WorkerOptions>;
}

/** Everything that a test of verification flows needs, started together and stopped together. */
export interface KycTestEnvironment {
  readonly temporal: TestWorkflowEnvironment;
  readonly sandbox: Sandbox;
  readonly kyc: KycClient;
  readonly plugin: KycPlugin;
  readonly store: Store;
  /** What the business was told, oldest first. */
  readonly told: readonly Notification[];
  readonly webhookUrl: string;
  /** Lets time pass: exactly, on the time-skipping server. */
  sleep(duration: string | number): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a Temporal server, the sandbox, a webhook receiver, a worker and a client in one call. One environment per test file. */
export async function createKycTestEnvironment(options: KycTestEnvironmentOptions = {}): Promise<KycTestEnvironment> {
  const folder = await mkdtemp(join(tmpdir(), 'kyc-test-'));
  const temporal = await startServer(options.server ?? 'time-skipping');
  const sandbox = await startSandbox(options.sandbox);
  const told: Notification[] = [];
  const plugin = new KycPlugin({
    store: { url: 'pglite:memory' },
    documents: { url: `file:${folder}` },
    ...options.config,
    providers: {
      idngo: { baseUrl: sandbox.idngo.baseUrl, environment: 'sandbox', ...sandbox.idngo.credentials },
      ...options.config?.providers,
    },
    notifications: { send: (notification) => Promise.resolve(void told.push(notification)) },
  });
  const kyc = new KycClient({ client: temporal.client, config: plugin.config });
  const worker = await Worker.create({
    connection: temporal.nativeConnection as NativeConnection,
    taskQueue: plugin.config.taskQueue,
    ...options.worker,
    plugins: [plugin],
  });
  const { store } = await plugin.installation();
  const handler = createWebhookHandler({ client: temporal.client, config: plugin.config, store, log: () => {} });
  const server = await serveWebhooks({ handler, port: 0 });
  if (options.webhooks ?? true) sandbox.idngo.sendWebhooksTo(new URL('/webhooks/idngo', server.url).href);
  const running = worker.run();
  // Looked at in stop(); until then a failure must not count as unhandled.
  running.catch(() => {});

  return {
    temporal,
    sandbox,
    kyc,
    plugin,
    store,
    told,
    webhookUrl: server.url,
    sleep: (duration) => temporal.sleep(duration as number),
    async stop() {
      await sandbox.stop();
      await server.close();
      await handler.close();
      worker.shutdown();
      await running;
      await temporal.teardown();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function startServer(kind: 'time-skipping' | 'dev'): Promise<TestWorkflowEnvironment> {
  const { path } = await ensureServer(kind);
  const executable = { type: 'existing-path', path } as const;
  const keys = Object.values(searchAttributes);
  if (kind === 'dev') {
    return TestWorkflowEnvironment.createLocal({
      server: { executable, searchAttributes: keys, log: { format: 'json', level: 'error' } },
    });
  }
  const env = await TestWorkflowEnvironment.createTimeSkipping({ server: { executable } });
  await registerAttributes(env.connection, env.namespace ?? 'default', searchAttributeTypes);
  return env;
}
