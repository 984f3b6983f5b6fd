import { once } from 'node:events';
import { inspect } from 'node:util';
import { DefaultLogger, Runtime, type LogLevel } from '@temporalio/worker';
import type { KycOptions } from '../../src/config';
import { KycPlugin } from '../../src/plugin';
import { runKycWorker } from '../../workers/run';
import { KillPoints, type KillPoint } from './kill-points';

/** What a worker process is told first. */
export interface WorkerSettings {
  /** Of Temporal. */
  readonly address: string;
  readonly config: KycOptions;
  /** File of a bundle made with {@link bundleWorkflows}: every worker of a test has the same, and none has to make it. */
  readonly bundle: string;
  /** What is logged on stderr. Default `ERROR`. */
  readonly logLevel?: LogLevel;
  /** Port on 127.0.0.1 for Prometheus. Default: no metrics. */
  readonly metricsPort?: number;
}

/** What it may be told later: at which point of the next case to die. */
export interface WorkerOrder {
  readonly dieAt?: KillPoint;
}

export type WorkerMessage = 'ready' | 'armed' | { readonly passed: KillPoint };

const say = (message: WorkerMessage) => process.send?.(message);

/** A worker as `temporal-kyc worker` runs it, that can also be told when to die. */
async function work(): Promise<void> {
  const [{ address, config, bundle, logLevel = 'ERROR', metricsPort }] = (await once(process, 'message')) as [
    WorkerSettings,
  ];
  Runtime.install({
    logger: new DefaultLogger(logLevel, ({ level, message, meta }) => {
      const all = inspect(meta, { depth: Infinity, maxStringLength: null, maxArrayLength: null });
      process.stderr.write(`${level} ${message} ${all}\n`);
    }),
    telemetryOptions: {
      logging: { filter: `temporalio_sdk_core=${logLevel},temporalio_client=${logLevel}`, forward: {} },
      ...(metricsPort && { metrics: { prometheus: { bindAddress: `127.0.0.1:${metricsPort}` } } }),
    },
  });
  const points = new KillPoints((passed) => say({ passed }));
  process.on('message', ({ dieAt }: WorkerOrder) => {
    points.arm(dieAt);
    say('armed');
  });
  await runKycWorker({
    plugin: new KycPlugin(config),
    address,
    worker: { workflowBundle: { codePath: bundle }, interceptors: { activity: [points.interceptor] } },
    onReady: () => say('ready'),
  });
}

// Whoever started this is gone.
process.once('disconnect', () => process.exit(1));

void work().then(
  () => process.exit(0),
  (error) => {
    process.stderr.write(inspect(error));
    process.exit(1);
  },
);
