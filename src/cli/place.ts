import { existsSync } from 'node:fs';
import { Client, Connection } from '@temporalio/client';
import type { Command } from 'commander';
import { KycClient } from '../client/kyc-client';
import { resolveConfig, type Config } from '../config';
import { openStore } from '../store/open-store';
import type { Store } from '../store/store';
import { findRunningDemo } from './running-demo';
import type { Terminal } from './terminal';

export interface PlaceFlags {
  readonly address?: string;
  readonly namespace?: string;
}

/** The installation that a command is about. */
export interface Place {
  readonly address: string;
  readonly namespace: string;
  readonly config: Config;
}

const CONNECT_MS = 3_000;

export function addPlaceOptions(command: Command): Command {
  return command
    .option('--address <host:port>', 'Temporal; default TEMPORAL_ADDRESS, else localhost:7233')
    .option('--namespace <name>', 'Temporal namespace; default TEMPORAL_NAMESPACE, else default');
}

export function placeOf({ address, namespace }: PlaceFlags, env: NodeJS.ProcessEnv): Place {
  return {
    address: address ?? (env.TEMPORAL_ADDRESS || 'localhost:7233'),
    namespace: namespace ?? (env.TEMPORAL_NAMESPACE || 'default'),
    config: resolveConfig({}, env),
  };
}

/** The same for commands that look at cases: when nothing says where, a demo that is up in another terminal is meant. */
export function placeOrDemo(flags: PlaceFlags, { env, err }: Terminal): Place {
  const demo = flags.address || env.TEMPORAL_ADDRESS || env.KYC_STORE_URL ? undefined : findRunningDemo(env);
  if (demo === undefined) return placeOf(flags, env);
  err.line(
    err.paint(
      'dim',
      `(the demo that runs as process ${demo.pid}; name another place with --address and KYC_STORE_URL)`,
    ),
  );
  return {
    ...placeOf({ ...flags, address: demo.address }, env),
    config: resolveConfig({ store: { url: demo.storeUrl }, documents: { url: demo.documentsUrl } }, env),
  };
}

/** Runs with a connection to Temporal. Rejects with `kyc.temporal.Unavailable` when there is none. */
export async function withKyc<T>(place: Place, work: (kyc: KycClient, client: Client) => Promise<T>): Promise<T> {
  const connection = await connect(place);
  try {
    const client = new Client({ connection, namespace: place.namespace });
    return await work(new KycClient({ client, config: place.config }), client);
  } finally {
    await connection.close();
  }
}

async function connect({ address }: Place): Promise<Connection> {
  try {
    return await Connection.connect({ address, connectTimeout: CONNECT_MS });
  } catch (cause) {
    throw new TemporalUnavailable(address, cause);
  }
}

export class TemporalUnavailable extends Error {
  readonly type = 'kyc.temporal.Unavailable';

  constructor(address: string, cause: unknown) {
    super(
      `Temporal does not answer at ${address}. Start it (\`temporal server start-dev\`, \`docker compose up\`), or say where it is with ` +
        `--address or TEMPORAL_ADDRESS.`,
      { cause },
    );
  }
}

/** Runs with the store, opened for reading; undefined when it is an embedded folder that nobody has made yet. */
export async function withStore<T>({ config }: Place, work: (store: Store | undefined) => Promise<T>): Promise<T> {
  const folder = embeddedFolder(config);
  if (folder !== undefined && !existsSync(folder)) return work(undefined);
  const store = await openStore(config.store.url, { readOnly: true });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

export function embeddedFolder({ store }: Config): string | undefined {
  const [, folder] = /^pglite:(.+)$/.exec(store.url) ?? [];
  return folder === 'memory' ? undefined : folder;
}
