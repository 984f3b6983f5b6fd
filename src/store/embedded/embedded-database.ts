import { randomBytes } from 'node:crypto';
import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { duplexPair, type Duplex } from 'node:stream';
import { PGlite } from '@electric-sql/pglite';
import { reasonOf, storeFailure } from '../store-failures';
import { claimFolder } from './folder-claim';
import { Turns } from './turns';
import { WireSession } from './wire-session';

const toldToClients = [
  'server_version',
  'server_encoding',
  'client_encoding',
  'DateStyle',
  'TimeZone',
  'standard_conforming_strings',
];

/**
 * PGlite behind PostgreSQL's own protocol: the same driver reaches it inside this process and, over a socket, from others.
 *
 * What has been committed survives the death of this process (kill -9), because PGlite writes its log to the operating system before it
 * answers. It runs without fsync, so a power cut or a crash of the operating system may lose the last seconds: production uses PostgreSQL.
 */
export class EmbeddedDatabase {
  /** Random for each opening; whoever has it may do everything in this database. */
  readonly password = randomBytes(24).toString('hex');
  readonly #sessions = new Set<Promise<void>>();

  private constructor(
    private readonly pglite: PGlite,
    private readonly turns: Turns,
    private readonly release: () => Promise<void>,
  ) {}

  /** Rejects with `kyc.store.InUse` while another process has the folder. Without a folder the data live in memory only. */
  static async open(folder?: string): Promise<EmbeddedDatabase> {
    if (folder === undefined) return EmbeddedDatabase.#start(await PGlite.create(), async () => {});
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const claim = await claimFolder(folder);
    try {
      return await EmbeddedDatabase.#start(await openFolder(folder), () => claim.release());
    } catch (error) {
      await claim.release();
      throw storeFailure(
        'kyc.store.Unavailable',
        `The embedded store in ${folder} cannot be opened: ${reasonOf(error)}`,
        error,
      );
    }
  }

  static async #start(pglite: PGlite, release: () => Promise<void>): Promise<EmbeddedDatabase> {
    const { rows } = await pglite.query<{ name: string; setting: string }>(
      'select name, setting from pg_settings where name = any($1)',
      [toldToClients],
    );
    const settings = Object.fromEntries(rows.map(({ name, setting }) => [name, setting]));
    return new EmbeddedDatabase(pglite, new Turns(pglite, settings), release);
  }

  /** Serves a client at the other end of the stream until it goes. */
  serve(stream: Duplex): void {
    const session = new WireSession(stream, this.turns, this.password).run().catch(() => {});
    this.#sessions.add(session);
    void session.then(() => this.#sessions.delete(session));
  }

  /** A connection inside this process, shaped as the driver expects a socket to be. */
  connect(): Duplex {
    const [client, server] = duplexPair({ allowHalfOpen: false });
    this.serve(server);
    return Object.assign(client, {
      setNoDelay() {},
      ref() {},
      unref() {},
      connect: () => process.nextTick(() => client.emit('connect')),
    });
  }

  /** Waits for clients to finish: close their connections first. */
  async close(): Promise<void> {
    await Promise.all(this.#sessions);
    await this.pglite.close();
    await this.release();
  }
}

async function openFolder(folder: string): Promise<PGlite> {
  const data = join(folder, 'pgdata');
  const initialised = join(folder, 'initialised');
  const isInitialised = await exists(initialised);
  // A process killed while it made the database leaves files that look like one; nothing was recorded in it yet.
  if (!isInitialised) await rm(data, { recursive: true, force: true });
  const pglite = await PGlite.create(data);
  if (!isInitialised) await writeFile(initialised, '');
  return pglite;
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
