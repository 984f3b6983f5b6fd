import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import type { Duration } from '@temporalio/common';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import type { WorkerOptions, WorkerPlugin } from '@temporalio/worker';
import { KycClient } from '../client/kyc-client';
import type { KycOptions } from '../config';
import type { Notification, NotificationKind } from '../domain/notification';
import { KycPlugin } from '../plugin';
import type { KycPluginOptions } from '../plugin';
import { sandboxAnnouncement, startSandbox } from '../sandbox';
import type { Sandbox, SandboxOptions } from '../sandbox';
import { sandboxProviders } from '../sandbox/provider-options';
import type { Store } from '../store/store';
import { Unwinding } from '../unwinding';
import { createWebhookHandler, serveWebhooks } from '../webhooks';
import type { WebhookOptions } from '../webhooks';
import { letTimePass, startTestServer } from './temporal-server';
import type { TestServerKind } from './temporal-server';
import { ToldBusiness } from './told';

export interface KycTestEnvironmentOptions {
  /**
   * `time-skipping` (default): months pass in a second, but there is no visibility and no rate limit. `dev`: the real server.
   */
  readonly server?: TestServerKind;
  readonly sandbox?: SandboxOptions;
  /** Default true: the webhooks of all simulated providers reach the processes. */
  readonly webhooks?: boolean;
  /** Laid over the embedded configuration: store in memory, documents in a temporary folder, every simulated provider. */
  readonly config?: Omit<KycOptions, 'notifications'>;
  /** Providers of yours: the worker's half. The workflows' half comes with `worker: { workflowsPath }`. */
  readonly adapters?: KycPluginOptions['adapters'];
  /** The webhooks of providers of yours. */
  readonly receivers?: WebhookOptions['receivers'];
  /** For the worker: `{ maxCachedWorkflows: 0 }` replays every step, `{ workflowBundle }` saves the second that bundling takes. */
  readonly worker?: Partial<WorkerOptions>;
}

/** Everything that a test of verification flows needs, started together and stopped together. */
export interface KycTestEnvironment {
  readonly temporal: TestWorkflowEnvironment;
  readonly sandbox: Sandbox;
  /**
   * Time passes as on a clock while its `result` waits, and in leaps only in `sleep`. (The client of `temporal` leaps in `result`, which
   * may take it ten years ahead and makes the timers of every other open case fire.)
   */
  readonly kyc: KycClient;
  readonly plugin: KycPlugin;
  readonly store: Store;
  /** What the business was told, oldest first. */
  readonly told: readonly Notification[];
  /** While an error is set, the business refuses what it is told with it: an outage, or (not retryable) a refusal for good. */
  refuseNews(error: Error | undefined): void;
  readonly webhookUrl: string;
  /** Resolves with the nth (default: first) notification of a kind about a subject, also when it came before; rejects after 30 s. */
  hears(subjectId: string, kind: NotificationKind, nth?: number): Promise<Notification>;
  /**
   * Lets time pass: exactly, on the time-skipping server. Rejects when it stands still for 30 s, as it does while a workflow task or an
   * activity is under way or cannot succeed.
   */
  sleep(duration: Duration): Promise<void>;
  /** Ends everything, whatever state it is in. */
  stop(): Promise<void>;
}

/** Starts a Temporal server, the sandbox, a webhook receiver, a worker and a client in one call. One environment per test file. */
export async function createKycTestEnvironment(options: KycTestEnvironmentOptions = {}): Promise<KycTestEnvironment> {
  const unwinding = new Unwinding();
  try {
    return await build(options, unwinding);
  } catch (error) {
    await unwinding.run();
    throw error;
  }
}

async function build(options: KycTestEnvironmentOptions, unwinding: Unwinding): Promise<KycTestEnvironment> {
  const folder = await mkdtemp(join(tmpdir(), 'kyc-test-'));
  unwinding.onStop(() => rm(folder, { recursive: true, force: true }));
  const business = new ToldBusiness();
  const [temporal, sandbox] = await Promise.all([
    unwinding.started(startTestServer(options.server ?? 'time-skipping'), (server) => server.teardown()),
    unwinding.started(startSandbox(options.sandbox), (provider) => provider.stop()),
  ]);
  const plugin = new KycPlugin({
    store: { url: 'pglite:memory' },
    documents: { url: `file:${folder}` },
    // Its pauses are real time.
    circuitBreaker: 'off',
    ...options.config,
    providers: { ...sandboxProviders(sandboxAnnouncement(sandbox)), ...options.config?.providers },
    notifications: business,
    adapters: options.adapters,
  });
  unwinding.onStop(() => business.stop());
  const { store } = await startWorker(temporal, plugin, options.worker, unwinding);

  // Without the interceptor that repeats calls: one that still waits when the test is over would come back to a closed connection.
  const connecting = Connection.connect({ address: temporal.address, interceptors: [] });
  const client = new Client({ connection: await unwinding.started(connecting, (connection) => connection.close()) });
  const { receivers } = options;
  const { config } = plugin;
  const handler = createWebhookHandler({ client, config, store, receivers, notifier: business, log: () => {} });
  unwinding.onStop(() => handler.close());
  const server = await unwinding.started(serveWebhooks({ handler, port: 0 }), (receiver) => receiver.close());
  if (options.webhooks ?? true) sandbox.sendWebhooksTo(server.url);

  return {
    temporal,
    sandbox,
    kyc: new KycClient({ client, config: plugin.config }),
    plugin,
    store,
    told: business.told,
    refuseNews: (error) => void (business.refusal = error),
    webhookUrl: server.url,
    hears: (subjectId, kind, nth = 1) => business.hears(subjectId, kind, nth),
    sleep: (duration) => letTimePass(temporal, duration),
    // First of all nothing new comes in: the sandbox answers no more, and what the worker has under way ends with that.
    stop: () => sandbox.stop().finally(() => unwinding.run()),
  };
}

/** Resolves once the worker polls: what has not begun to run cannot be told to stop. */
async function startWorker(
  temporal: TestWorkflowEnvironment,
  plugin: KycPlugin,
  options: Partial<WorkerOptions> | undefined,
  unwinding: Unwinding,
) {
  let polls = () => {};
  const polling = new Promise<void>((resolve) => (polls = resolve));
  const starter: WorkerPlugin = {
    name: 'temporal-kyc.testing',
    runWorker(worker, next) {
      const running = next(worker);
      polls();
      return running;
    },
  };
  const worker = await Worker.create({
    connection: temporal.nativeConnection,
    taskQueue: plugin.config.taskQueue,
    // A test that has ended waits for nobody.
    shutdownGraceTime: 0,
    shutdownForceTime: '10s',
    ...options,
    plugins: [plugin, starter],
  });
  const running = worker.run();
  await Promise.race([polling, running]);
  unwinding.onStop(async () => {
    if (worker.getState() === 'RUNNING') worker.shutdown();
    await running;
  });
  return plugin.installation();
}
