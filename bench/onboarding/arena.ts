import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { KycClient } from '../../src/client/kyc-client';
import { resolveConfig } from '../../src/config';
import type { ApplicantDocument } from '../../src/domain/documents';
import { searchAttributeTypes } from '../../src/domain/search-attributes';
import { sampleFile, startSandbox } from '../../src/sandbox';
import type { Sandbox } from '../../src/sandbox';
import { startDevServer } from '../../src/servers';
import { openStore } from '../../src/store/open-store';
import { createWebhookHandler, serveWebhooks } from '../../src/webhooks';
import { benchStore } from './bench-store';
import { peerReceiver } from './peer-receiver';

export type Side = 'ours' | 'peer';

const LEVEL = 'basic-kyc-level';
const IMAGE_BYTES = 200_000;

/** Everything both sides need, the same for both: dev server with raised poll limits, sandbox, documents, receiver, a worker process each. */
export interface Arena {
  readonly client: Client;
  readonly sandbox: Sandbox;
  readonly store: string;
  /** Puts a person's own images into the document store, before the clock runs: the same face twice would be a duplicate. */
  prepare(subjectIds: readonly string[]): Promise<void>;
  /** One onboarding from the caller's first call to the outcome; resolves to its workflow id. */
  onboard(side: Side, subjectId: string): Promise<string>;
  /** Only one side's webhooks are delivered at a time. */
  play(side: Side): void;
  stop(): Promise<void>;
}

export async function openArena(report: (line: string) => void): Promise<Arena> {
  const folder = await mkdtemp(join(tmpdir(), 'kyc-bench-'));
  const [server, sandbox, database] = await Promise.all([
    startDevServer({ searchAttributes: searchAttributeTypes, report }),
    startSandbox({ idngo: { reviewMs: 1 } }),
    benchStore(folder, report),
  ]);
  const options = {
    providers: {
      idngo: { baseUrl: sandbox.idngo.baseUrl, environment: 'sandbox' as const, ...sandbox.idngo.credentials },
    },
    store: { url: database.url },
    documents: { url: `file:${join(folder, 'documents')}` },
  };
  const env = {
    ...process.env,
    KYC_IDNGO_BASE_URL: sandbox.idngo.baseUrl,
    KYC_IDNGO_ENVIRONMENT: 'sandbox',
    KYC_IDNGO_APP_TOKEN: sandbox.idngo.credentials.appToken,
    KYC_IDNGO_SECRET_KEY: sandbox.idngo.credentials.secretKey,
    KYC_IDNGO_WEBHOOK_SECRET: sandbox.idngo.credentials.webhookSecret,
    KYC_STORE_URL: options.store.url,
    KYC_DOCUMENTS_URL: options.documents.url,
  };
  const config = resolveConfig(options, {});
  const connection = await Connection.connect({ address: server.address });
  const client = new Client({ connection });
  const kyc = new KycClient({ client, config });
  const store = await openStore(config.store.url);
  const handler = createWebhookHandler({ client, config, store, log: () => {} });
  const receivers = {
    ours: await serveWebhooks({ handler, port: 0 }),
    peer: await serveWebhooks({ handler: peerReceiver(client, config.providers.idngo!), port: 0 }),
  };
  const workers = await Promise.all((['ours', 'peer'] as const).map((side) => startWorker(side, server.address, env)));
  const documents = new Map<string, ApplicantDocument[]>();

  return {
    client,
    sandbox,
    store: database.kind,
    async prepare(subjectIds) {
      for (const subjectId of subjectIds) documents.set(subjectId, await images(kyc, subjectId));
    },
    async onboard(side, subjectId) {
      const own = documents.get(subjectId)!;
      if (side === 'ours') {
        const request = { subjectId, provider: 'idngo', level: LEVEL, collection: 'upload' as const, documents: own };
        const { caseId } = await kyc.onboarding.start(request);
        expectApproved((await kyc.onboarding.result(subjectId)).outcome, caseId);
        return caseId;
      }
      const workflowId = `peer/${subjectId}`;
      const handle = await client.workflow.start('handWrittenOnboarding', {
        workflowId,
        taskQueue: 'peer',
        args: [subjectId, LEVEL, own],
      });
      expectApproved(await handle.result(), workflowId);
      return workflowId;
    },
    play: (side) => sandbox.idngo.sendWebhooksTo(new URL('/webhooks/idngo', receivers[side].url).href),
    async stop() {
      await Promise.all(workers.map(stopWorker));
      await sandbox.stop();
      await Promise.all([receivers.ours.close(), receivers.peer.close()]);
      await handler.close();
      await store.close();
      await database.stop();
      await connection.close();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function startWorker(side: Side, address: string, env: NodeJS.ProcessEnv): Promise<ChildProcess> {
  const worker = fork(join(__dirname, 'worker.js'), [side, address], {
    env,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  await Promise.race([
    once(worker, 'message'),
    once(worker, 'exit').then(([code]) =>
      Promise.reject(new Error(`the ${side} worker ended with ${code} before it was ready`)),
    ),
  ]);
  return worker;
}

async function stopWorker(worker: ChildProcess): Promise<void> {
  if (worker.exitCode !== null) return;
  worker.kill('SIGTERM');
  await once(worker, 'exit');
}

async function images(kyc: KycClient, subjectId: string): Promise<ApplicantDocument[]> {
  const put = async (type: string, side: 'front' | 'back' | null): Promise<ApplicantDocument> => {
    const bytes = sampleFile('image/png', `${subjectId} ${type} ${side}`, IMAGE_BYTES);
    const document = await kyc.documents.put(bytes, { mediaType: 'image/png', subjectId });
    return { type, country: 'KAZ', side, document };
  };
  return Promise.all([put('ID_CARD', 'front'), put('ID_CARD', 'back'), put('SELFIE', null)]);
}

function expectApproved(outcome: unknown, id: string): void {
  if (outcome !== 'approved') throw new Error(`${id} ended as ${String(outcome)}, not approved`);
}
