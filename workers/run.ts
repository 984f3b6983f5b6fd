import { NativeConnection, Worker } from '@temporalio/worker';
import type { WorkerOptions } from '@temporalio/worker';
import { refusal } from '../src/domain/failures';
import { openInstallation } from '../src/installation';
import type { KycPlugin } from '../src/plugin';
import { limitedQueues } from './queues';
import { sideWorker } from './side-workers';

export interface RunKycWorkerOptions {
  readonly plugin: KycPlugin;
  /** Default `localhost:7233`. */
  readonly address?: string;
  /** Default `default`. */
  readonly namespace?: string;
  /** One limited queue only (`kyc.idngo.import`), for installations that run side workers on machines of their own. */
  readonly queue?: string;
  readonly worker?: Partial<WorkerOptions>;
  /** Called once the worker polls. */
  readonly onReady?: () => void;
}

/** Runs until the process is asked to stop (SIGINT, SIGTERM): what is under way is finished first, for up to 30 s. */
export async function runKycWorker(options: RunKycWorkerOptions): Promise<void> {
  const { plugin, address = 'localhost:7233', namespace = 'default' } = options;
  const connection = await NativeConnection.connect({ address });
  try {
    if (options.queue !== undefined && options.queue !== plugin.config.taskQueue) {
      return await runOneQueue(options.queue, plugin, connection, namespace, options.onReady);
    }
    const worker = await Worker.create({
      ...options.worker,
      connection,
      namespace,
      taskQueue: plugin.config.taskQueue,
      plugins: [plugin],
    });
    options.onReady?.();
    await worker.run();
  } finally {
    await connection.close();
  }
}

async function runOneQueue(
  name: string,
  { config }: KycPlugin,
  connection: NativeConnection,
  namespace: string,
  onReady?: () => void,
) {
  const queues = limitedQueues(config, config.taskQueue);
  const queue = queues.find((one) => one.name === name);
  if (queue === undefined) {
    const known = [config.taskQueue, ...queues.map((one) => one.name)].join(', ');
    throw refusal('kyc.config.Invalid', `There is no queue '${name}'. Known: ${known}.`);
  }
  const installation = await openInstallation(config);
  try {
    const worker = await sideWorker(queue, installation, { connection, namespace });
    onReady?.();
    await worker.run();
  } finally {
    await installation.close();
  }
}
