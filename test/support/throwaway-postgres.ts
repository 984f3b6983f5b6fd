import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';

const run = promisify(execFile);

/** A PostgreSQL of our own, thrown away at the end. */
export interface TestPostgres {
  /** A new, empty database. */
  createDatabase(name: string): Promise<string>;
  stop(): Promise<void>;
}

/** The folder with `initdb` and `postgres`, newest version first; nothing when there is no PostgreSQL on this machine. */
export function findPostgres(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian) : [];
  const folders = [
    ...versions.sort((a, b) => Number(b) - Number(a)).map((version) => join(debian, version, 'bin')),
    ...(process.env.PATH ?? '').split(delimiter),
  ];
  return folders.find((folder) => ['initdb', 'postgres'].every((program) => existsSync(join(folder, program))));
}

/** Initialised and started in a temporary folder, as an unprivileged user where we are root (PostgreSQL refuses to run as root). */
export async function startPostgres(binaries: string): Promise<TestPostgres> {
  const data = await mkdtemp(join(tmpdir(), 'kyc-postgres-'));
  const owner = await unprivilegedUser();
  if (owner) await chown(data, owner.uid, owner.gid);
  const initdb = ['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--no-sync', '--no-instructions'];
  await run(join(binaries, 'initdb'), initdb, { ...owner, cwd: data });
  const port = await freePort();
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=60'];
  const server = spawn(
    join(binaries, 'postgres'),
    ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    { ...owner, cwd: data, stdio: 'ignore' },
  );
  const url = (database: string) => `postgres://postgres@127.0.0.1:${port}/${database}`;
  await untilReady(url('postgres'), server);
  return {
    async createDatabase(name) {
      await asAdministrator(url('postgres'), (client) =>
        client.query(`create database ${client.escapeIdentifier(name)}`),
      );
      return url(name);
    },
    async stop() {
      // Fast shutdown: disconnects clients instead of waiting for them.
      server.kill('SIGINT');
      if (server.exitCode === null) await once(server, 'exit');
      await rm(data, { recursive: true, force: true });
    },
  };
}

export async function asAdministrator<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function untilReady(url: string, server: ChildProcess): Promise<void> {
  for (const deadline = Date.now() + 20_000; ; await delay(50)) {
    try {
      return await asAdministrator(url, async () => {});
    } catch (error) {
      if (server.exitCode !== null) throw new Error(`postgres ended at once with code ${server.exitCode}.`);
      if (Date.now() > deadline) throw error;
    }
  }
}

/** PostgreSQL refuses to run as root, so tests that do run it as the user that Debian's package made, or as `nobody`. */
async function unprivilegedUser(): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    try {
      const [{ stdout: uid }, { stdout: gid }] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
      return { uid: Number(uid), gid: Number(gid) };
    } catch {
      continue;
    }
  }
  throw new Error('Running as root, and there is no user postgres or nobody to run PostgreSQL as.');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
