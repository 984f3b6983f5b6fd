import { Kysely, PostgresDialect } from 'kysely';
import { refusal } from '../domain/failures';
import { connectionsInside, connectionsToServer, type Connections } from './connections';
import { openDeliveries } from './deliveries';
import { EmbeddedDatabase } from './embedded/embedded-database';
import { openJournal } from './journal';
import { assertMigrated, migrate, schema } from './migrations';
import { openQuotas } from './quotas';
import { openReferences } from './references';
import type { Store } from './store';
import type { Tables } from './tables';

export interface StoreOptions {
  /** Creates and changes nothing, the tables included, and every write fails. Default false. */
  readonly readOnly?: boolean;
}

/**
 * Opens `postgres://…`, `pglite:FOLDER` (one process at a time; made if missing) or `pglite:memory` (gone when closed), and brings its
 * tables, all in schema `kyc`, up to this release. A `postgres://` user needs the right to create that schema once.
 *
 * Rejects with `kyc.store.Unavailable`, `kyc.store.InUse`, `kyc.store.WrongVersion` or `kyc.config.Invalid`; no message holds the URL's secrets.
 */
export async function openStore(url: string, { readOnly = false }: StoreOptions = {}): Promise<Store> {
  if (/^postgres(ql)?:\/\//.test(url)) return storeOver(connectionsToServer(url, readOnly), readOnly);
  return storeOver(connectionsInside(await openEmbedded(url), readOnly), readOnly);
}

export function openEmbedded(url: string): Promise<EmbeddedDatabase> {
  const [, place] = /^pglite:(.+)$/.exec(url) ?? [];
  if (place === undefined) {
    throw refusal('kyc.config.Invalid', 'A store URL is postgres://…, pglite:FOLDER or pglite:memory.');
  }
  return EmbeddedDatabase.open(place === 'memory' ? undefined : place);
}

export async function storeOver(connections: Connections, readOnly: boolean): Promise<Store> {
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: connections.pool }) });
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= connections.close());
  try {
    await (readOnly ? assertMigrated(db) : migrate(db));
  } catch (error) {
    await close();
    throw error;
  }
  const tables = db.withSchema(schema);
  return {
    journal: openJournal(tables),
    references: openReferences(tables),
    deliveries: openDeliveries(tables),
    quotas: openQuotas(tables),
    async ping() {
      await tables.selectFrom('processes').select('workflow_id').limit(1).execute();
    },
    close,
  };
}
