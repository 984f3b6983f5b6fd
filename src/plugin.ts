import type { ClientOptions, ClientPlugin } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import type {
  BundleOptions,
  BundlerPlugin,
  ReplayWorkerOptions,
  Worker,
  WorkerOptions,
  WorkerPlugin,
} from '@temporalio/worker';
import { createActivities } from '../activities';
import type { ProviderAdapter } from '../activities';
import { isSideWorker, withSideWorkers } from '../workers/side-workers';
import { resolveConfig } from './config';
import type { Config, KycOptions } from './config';
import { withConverter } from './converter';
import { openInstallation } from './installation';
import type { Installation } from './installation';
import type { Notifier } from './notifications/notifier';
import { PLUGIN_NAME } from './plugin-name';
import { combineWorkflows, OWN_WORKFLOWS } from './workflow-bundle';

export type KycPluginOptions = Omit<KycOptions, 'notifications'> & {
  /** Where decisions and messages are told: an address with a secret, or a notifier of your own. */
  readonly notifications?: KycOptions['notifications'] | Notifier;
  /** Providers of yours: the worker's half of what `registerProvider` adds to the workflows. */
  readonly adapters?: readonly ProviderAdapter[];
  /** A converter of yours; client, worker, replay worker and workflow bundle all get it, each codec once. */
  readonly dataConverter?: DataConverter;
};

// A plugin that both the connection and the worker have is asked twice to run one worker; it must not get side workers twice.
const attended = new WeakSet<Worker>();

/**
 * Adds durable verification to a worker and its clients: activities, workflows beside your own, and workers for the queues of
 * rate-limited endpoints. Give the same plugin to the connection, the client and the worker as you like: applied twice, a hook changes
 * nothing.
 *
 * Every option also comes from `KYC_*` variables (docs/configuration.md). Throws one `kyc.config.Invalid` that names every problem.
 */
export class KycPlugin implements ClientPlugin, WorkerPlugin, BundlerPlugin {
  readonly name = PLUGIN_NAME;
  // Truly private: the SDK writes a worker's options to the debug log, its plugins among them, and these hold secrets.
  readonly #config: Config;
  readonly #notifier?: Notifier;
  readonly #adapters?: readonly ProviderAdapter[];
  readonly #dataConverter?: DataConverter;
  // Opened with the first worker; closed when the last one has stopped.
  #opened?: Promise<Installation>;
  #running = 0;

  constructor({ notifications, dataConverter, adapters, ...options }: KycPluginOptions = {}) {
    this.#notifier = isNotifier(notifications) ? notifications : undefined;
    this.#adapters = adapters;
    this.#dataConverter = dataConverter;
    this.#config = resolveConfig(isNotifier(notifications) ? options : { ...options, notifications });
  }

  get config(): Config {
    return this.#config;
  }

  configureClient(options: ClientOptions): ClientOptions {
    return { ...options, dataConverter: withConverter(options.dataConverter, this.#dataConverter) };
  }

  async configureWorker(options: WorkerOptions): Promise<WorkerOptions> {
    if (hasOurActivities(options)) return options;
    const activities = createActivities(await this.installation());
    assertNoClash(options.activities, activities);
    return {
      ...this.withWorkflows(options),
      activities: { ...options.activities, ...activities },
      dataConverter: withConverter(options.dataConverter, this.#dataConverter),
      // A case stays with the worker that has it in memory; when that one dies, the next takes over after this long (default 10 s).
      stickyQueueScheduleToStartTimeout: options.stickyQueueScheduleToStartTimeout ?? '2s',
      // Life signs of uploads are due every 3 s; the default throttle lets them come at the last moment.
      maxHeartbeatThrottleInterval: options.maxHeartbeatThrottleInterval ?? '1s',
      // The default is none: activities would be cancelled the moment the process is asked to stop.
      shutdownGraceTime: options.shutdownGraceTime ?? '30s',
    };
  }

  configureReplayWorker(options: ReplayWorkerOptions): ReplayWorkerOptions {
    return { ...this.withWorkflows(options), dataConverter: withConverter(options.dataConverter, this.#dataConverter) };
  }

  configureBundler(options: BundleOptions): BundleOptions {
    const { payloadConverterPath, failureConverterPath } = this.#dataConverter ?? {};
    const bundle = {
      ...options,
      payloadConverterPath: options.payloadConverterPath ?? payloadConverterPath,
      failureConverterPath: options.failureConverterPath ?? failureConverterPath,
    };
    return this.config.registerWorkflows ? combineWorkflows(bundle) : bundle;
  }

  async runWorker(worker: Worker, next: (worker: Worker) => Promise<void>): Promise<void> {
    if (isSideWorker(worker) || attended.has(worker)) return next(worker);
    attended.add(worker);
    this.#running += 1;
    try {
      await withSideWorkers(worker, this.config, await this.installation(), () => next(worker));
    } finally {
      this.#running -= 1;
      if (this.#running === 0) await this.close();
    }
  }

  private withWorkflows<Options extends WorkerOptions | ReplayWorkerOptions>(options: Options): Options {
    const none = options.workflowsPath === undefined && options.workflowBundle === undefined;
    return none && this.config.registerWorkflows ? { ...options, workflowsPath: OWN_WORKFLOWS } : options;
  }

  /** Store, documents and provider clients, shared by this plugin's workers; closed when the last of them has stopped. */
  installation(): Promise<Installation> {
    this.#opened ??= openInstallation(this.config, { notifier: this.#notifier, adapters: this.#adapters });
    // A store that could not be reached is tried again by the next worker.
    this.#opened.catch(() => (this.#opened = undefined));
    return this.#opened;
  }

  private async close(): Promise<void> {
    const opened = this.#opened;
    this.#opened = undefined;
    await (await opened)?.close();
  }
}

function isNotifier(value: unknown): value is Notifier {
  return typeof (value as Notifier | undefined)?.send === 'function';
}

// There whatever is configured. All of them, since a single one may be an activity of the user's that clashes.
const ALWAYS_OURS = ['journal.record', 'notification.send', 'installation.describe', 'case.prepare'];

function hasOurActivities({ activities }: WorkerOptions): boolean {
  return activities !== undefined && ALWAYS_OURS.every((name) => name in activities);
}

function assertNoClash(theirs: object | undefined, ours: object): void {
  const clashes = Object.keys(theirs ?? {}).filter((name) => Object.hasOwn(ours, name));
  if (clashes.length === 0) return;
  throw new TypeError(
    `KycPlugin: your activities ${clashes.map((name) => `'${name}'`).join(', ')} would hide activities of temporal-kyc. Rename yours.`,
  );
}
