import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { KycClient } from '../../client/kyc-client';
import { resolveConfig, type Config, type KycOptions } from '../../config';
import { searchAttributeTypes } from '../../domain/search-attributes';
import { sandboxAnnouncement, startSandbox, type Sandbox } from '../../sandbox';
import { sandboxProviders } from '../../sandbox/provider-options';
import { startDevServer, type DevServer } from '../../servers';
import { portAccepts } from '../../servers/ports';
import { serveStore, type ServedStore } from '../../store/serve-store';
import { createWebhookHandler, serveWebhooks } from '../../webhooks';
import { Unwinding } from '../../unwinding';
import { WorkerProcess } from './worker-process';

export interface StageOptions {
  /** gRPC port of Temporal; default: a free one. */
  readonly port?: number;
  /** Port of Temporal's web UI; default: 8233, or a free one when that is taken. */
  readonly uiPort?: number;
  /** Keep Temporal's database, the store and the documents in this folder; default: everything is forgotten. */
  readonly keepIn?: string;
  readonly step: (text: string) => void;
}

/** Everything that an installation consists of, on this machine, with simulated providers. */
export interface Stage {
  readonly address: string;
  readonly uiUrl: string;
  readonly webhooksUrl: string;
  readonly sandbox: Sandbox;
  readonly served: ServedStore;
  readonly documentsUrl: string;
  readonly kyc: KycClient;
  readonly client: Client;
  /** Logs of the parts; and the data, when they are kept. */
  readonly folder: string;
  readonly worker: WorkerProcess;
  /** Starts another worker in the place of one that is gone. */
  replaceWorker(): Promise<WorkerProcess>;
  /** Keeps the folder, so that the logs can be read. */
  keepLogs(): void;
  stop(): Promise<void>;
}

/** Sets everything up. When a part cannot be had, what was started before is stopped again. */
export async function setStage(options: StageOptions): Promise<Stage> {
  const unwinding = new Unwinding();
  try {
    return await build(options, unwinding);
  } catch (error) {
    await unwinding.run();
    throw error;
  }
}

async function build({ port, uiPort, keepIn, step }: StageOptions, unwinding: Unwinding): Promise<Stage> {
  const folder = await makeFolder(keepIn);
  let keep = keepIn !== undefined;
  unwinding.onStop(() => keep || rm(folder, { recursive: true, force: true }));

  step('starting Temporal, the store and the simulated providers');
  const storeUrl = keepIn === undefined ? 'pglite:memory' : `pglite:${join(keepIn, 'store')}`;
  const [temporal, served, sandbox] = await Promise.all([
    unwinding.started(temporalServer({ port, uiPort, keepIn, step }), (server) => server.stop()),
    unwinding.started(serveStore(storeUrl), (store) => store.close()),
    unwinding.started(startSandbox(), (providers) => providers.stop()),
  ]);
  const documentsUrl = `file:${join(folder, 'documents')}`;
  const options: KycOptions = {
    providers: sandboxProviders(sandboxAnnouncement(sandbox)),
    store: { url: served.url },
    documents: { url: documentsUrl },
  };
  const config = resolveConfig(options, {});

  // Without the interceptor that repeats calls: whoever stops the demo in the middle would have one come back to a closed connection.
  const connecting = Connection.connect({ address: temporal.address, interceptors: [] });
  const connection = await unwinding.started(connecting, (open) => open.close());
  const client = new Client({ connection });
  const webhooksUrl = await receiveWebhooks(client, config, served, folder, unwinding);
  sandbox.sendWebhooksTo(webhooksUrl);

  step('starting a worker');
  const startWorker = () =>
    WorkerProcess.start({ address: temporal.address, options, log: join(folder, 'worker.log') });
  let worker: WorkerProcess = await unwinding.started(startWorker(), () => worker.stop());

  return {
    address: temporal.address,
    uiUrl: temporal.uiUrl,
    webhooksUrl,
    sandbox,
    served,
    documentsUrl,
    kyc: new KycClient({ client, config }),
    client,
    folder,
    get worker() {
      return worker;
    },
    replaceWorker: async () => (worker = await startWorker()),
    keepLogs() {
      keep = true;
    },
    stop: () => unwinding.run(),
  };
}

async function makeFolder(keepIn: string | undefined): Promise<string> {
  if (keepIn === undefined) return mkdtemp(join(tmpdir(), 'temporal-kyc-demo-'));
  await mkdir(keepIn, { recursive: true, mode: 0o700 });
  return keepIn;
}

const USUAL_UI_PORT = 8233;

async function temporalServer({ port, uiPort, keepIn, step }: StageOptions): Promise<DevServer> {
  const usual = (await portAccepts(USUAL_UI_PORT)) ? undefined : USUAL_UI_PORT;
  return startDevServer({
    port,
    uiPort: uiPort ?? usual,
    dbFile: keepIn && join(keepIn, 'temporal.db'),
    searchAttributes: searchAttributeTypes,
    report: step,
  });
}

async function receiveWebhooks(
  client: Client,
  config: Config,
  { store }: ServedStore,
  folder: string,
  unwinding: Unwinding,
): Promise<string> {
  const log = createWriteStream(join(folder, 'webhooks.log'), { flags: 'a', mode: 0o600 });
  unwinding.onStop(() => new Promise<void>((closed) => log.end(closed)));
  const handler = createWebhookHandler({
    client,
    config,
    store,
    log: (line) => void log.write(`${JSON.stringify(line)}\n`),
  });
  unwinding.onStop(() => handler.close());
  const server = await unwinding.started(serveWebhooks({ handler, port: 0 }), (receiver) => receiver.close());
  return server.url;
}
