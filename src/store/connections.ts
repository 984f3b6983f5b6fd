import { Pool, type PoolConfig } from 'pg';
import type { PostgresPool } from 'kysely';
import type { EmbeddedDatabase } from './embedded/embedded-database';
import { reasonOf, storeFailure } from './store-failures';

/** The way to a database, a server's or the one inside this process: everything above it is the same for both. */
export interface Connections {
  readonly pool: PostgresPool;
  close(): Promise<void>;
}

// Not a SET after connecting: behind serveStore() and connection poolers that would stay set for other clients.
const readOnlySession = '-c default_transaction_read_only=on';

export function connectionsToServer(url: string, readOnly: boolean): Connections {
  const connectionString = readOnly ? withSessionOptions(url, readOnlySession) : url;
  return poolOf({ connectionString, keepAlive: true }, placeOf(url));
}

export function connectionsInside(database: EmbeddedDatabase, readOnly: boolean): Connections {
  const connections = poolOf(
    {
      stream: () => database.connect(),
      ssl: false,
      host: 'embedded',
      user: 'postgres',
      database: 'postgres',
      password: database.password,
      options: readOnly ? readOnlySession : '',
    },
    'the embedded store',
  );
  return {
    pool: connections.pool,
    async close() {
      await connections.close();
      await database.close();
    },
  };
}

function poolOf(config: PoolConfig, place: string): Connections {
  const pool = new Pool({ connectionTimeoutMillis: 10_000, ...config });
  // An idle connection that breaks is replaced at the next statement, which reports what is wrong if it cannot be.
  pool.on('error', () => {});
  return {
    pool: {
      async connect() {
        try {
          return await pool.connect();
        } catch (error) {
          throw storeFailure('kyc.store.Unavailable', `${place} cannot be reached: ${reasonOf(error)}`, error);
        }
      },
      end: () => pool.end(),
    },
    close: () => pool.end(),
  };
}

/** Where the database is, without user, password and parameters. */
function placeOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `The store at postgres://${host}${pathname}`;
}

function withSessionOptions(url: string, options: string): string {
  const extended = new URL(url);
  const given = extended.searchParams.get('options');
  extended.searchParams.set('options', given ? `${given} ${options}` : options);
  // The driver reads `+` as it stands.
  extended.search = extended.search.replaceAll('+', '%20');
  return extended.href;
}
