import { join } from 'node:path';
import { serveStore } from '../../src/store/serve-store';
import { findPostgres, startPostgres } from '../../test/support/throwaway-postgres';

/** The database of the bench: a PostgreSQL of its own, as in production, where the machine has one; else the embedded store. */
export async function benchStore(folder: string, report: (line: string) => void) {
  const binaries = findPostgres();
  if (binaries !== undefined) {
    const postgres = await startPostgres(binaries);
    return { url: await postgres.createDatabase('bench'), kind: 'PostgreSQL', stop: () => postgres.stop() };
  }
  report('no PostgreSQL on this machine: using the embedded store, served by this process');
  const served = await serveStore(`pglite:${join(folder, 'store')}`);
  return { url: served.url, kind: 'PGlite', stop: () => served.close() };
}
