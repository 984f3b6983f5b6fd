import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { KycClient } from '../../src/client/kyc-client';
import { resolveConfig, type KycOptions } from '../../src/config';
import { searchAttributeTypes } from '../../src/domain/search-attributes';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox';
import { startDevServer, type DevServer } from '../../src/servers';
import { serveStore, type ServedStore } from '../../src/store/serve-store';
import { createWebhookHandler, serveWebhooks, type WebhookLine } from '../../src/webhooks';
import { openBusiness, type Business } from './business';
import { bundleWorkflows, WorkerProcess } from './worker-process';
import type { WorkerSettings } from './worker-program';

export interface InstallationOptions {
  /** The `temporal` executable. */
  readonly path: string;
  readonly sandbox?: SandboxOptions;
  /** Signs notifications. */
  readonly notificationSecret?: string;
  /** Default true: the sandbox's webhooks reach the processes. */
  readonly webhooks?: boolean;
  /** Default: no side workers, the fewer threads the better. */
  readonly sideWorkers?: KycOptions['sideWorkers'];
  /** Workflows beside ours. */
  readonly workflowsPath?: string;
  /** What stands between the workers and the provider, by the provider's address. Default: nothing. */
  readonly inFrontOfProvider?: (baseUrl: string) => Promise<{ url: string; close(): Promise<void> }>;
}

/** A whole installation, as in production: workers in processes of their own, which share the server, the store and the documents. */
export interface TestInstallation {
  readonly temporal: DevServer;
  readonly client: Client;
  readonly sandbox: Sandbox;
  readonly served: ServedStore;
  readonly business: Business;
  /** Where IDnGO's webhooks go. */
  readonly webhookUrl: string;
  /** What the webhook receiver logged. */
  readonly webhookLog: readonly WebhookLine[];
  readonly folder: string;
  /** What the dev server said; errors only. */
  readonly temporalLog: readonly string[];
  /** A client for the cases of one task queue. */
  kyc(taskQueue?: string): KycClient;
  startWorker(taskQueue?: string, settings?: Partial<WorkerSettings>): Promise<WorkerProcess>;
  stop(): Promise<void>;
}

export async function startInstallation(options: InstallationOptions): Promise<TestInstallation> {
  const { path, notificationSecret = 'synthetic-notification-secret', sideWorkers = 'off', webhooks = true } = options;
  const folder = await mkdtemp(join(tmpdir(), 'kyc-installation-'));
  const webhookLog: WebhookLine[] = [];
  const temporalLog: string[] = [];
  const workers: WorkerProcess[] = [];
  const [temporal, sandbox, served, business, bundle] = await Promise.all([
    startDevServer({ path, searchAttributes: searchAttributeTypes, log: (line) => temporalLog.push(line) }),
    startSandbox(options.sandbox),
    serveStore('pglite:memory'),
    openBusiness(notificationSecret),
    bundleWorkflows(folder, options.workflowsPath),
  ]);
  const between = await options.inFrontOfProvider?.(sandbox.idngo.baseUrl);
  const configOf = (taskQueue?: string): KycOptions => ({
    providers: {
      idngo: {
        baseUrl: between?.url ?? sandbox.idngo.baseUrl,
        environment: 'sandbox',
        ...sandbox.idngo.credentials,
      },
    },
    store: { url: served.url },
    documents: { url: `file:${join(folder, 'documents')}` },
    notifications: { url: business.url, secret: notificationSecret },
    sideWorkers,
    taskQueue,
  });
  const connection = await Connection.connect({ address: temporal.address });
  const client = new Client({ connection });
  const config = resolveConfig(configOf(), {});
  const handler = createWebhookHandler({
    client,
    config,
    store: served.store,
    log: (line) => void webhookLog.push(line),
  });
  const receiver = await serveWebhooks({ handler, port: 0 });
  const webhookUrl = new URL('/webhooks/idngo', receiver.url).href;
  if (webhooks) sandbox.idngo.sendWebhooksTo(webhookUrl);

  return {
    temporal,
    client,
    sandbox,
    served,
    business,
    webhookUrl,
    webhookLog,
    temporalLog,
    folder,
    kyc: (taskQueue) => new KycClient({ client, config: resolveConfig(configOf(taskQueue), {}) }),
    async startWorker(taskQueue, settings) {
      const worker = await WorkerProcess.start({
        address: temporal.address,
        config: configOf(taskQueue),
        bundle,
        ...settings,
      });
      workers.push(worker);
      return worker;
    },
    async stop() {
      await Promise.all(workers.map((worker) => worker.kill()));
      await between?.close();
      await sandbox.stop();
      await receiver.close();
      await handler.close();
      await business.close();
      await connection.close();
      await served.close();
      await temporal.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
