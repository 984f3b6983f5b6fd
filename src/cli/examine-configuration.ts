import { existsSync } from 'node:fs';
import { checkStore, type Row } from '../doctor';
import { tell } from './failure';
import { openStore } from '../store/open-store';
import { examineRoutes } from './examine-routes';
import { embeddedFolder, withStore, type Place } from './place';
import { configuredProviders, whatProvidersNeed } from './providers';

/** What the configuration says, and whether its store can be used. Without a place nothing further can be looked at. */
export async function checkConfiguration(find: () => Place, fix = false): Promise<{ place?: Place; rows: Row[] }> {
  const check = 'configuration';
  let place: Place;
  try {
    place = find();
  } catch (error) {
    return {
      rows: [
        { check, ok: false, found: tell(error).message, fix: 'correct the options or KYC_* variables that are named' },
      ],
    };
  }
  const providers = configuredProviders(place.config);
  const row: Row =
    providers.length > 0
      ? { check, ok: true, found: `providers: ${providers.join(', ')}; task queue ${place.config.taskQueue}` }
      : {
          check,
          ok: 'unknown',
          found: 'no provider is configured here; the demo brings its own',
          fix: `for a worker set the variables of one (${whatProvidersNeed()})`,
        };
  return { place, rows: [row, ...examineRoutes(place.config), await examineStore(place, fix)] };
}

async function examineStore(place: Place, fix: boolean): Promise<Row> {
  const folder = embeddedFolder(place.config);
  if (folder === undefined) {
    return checkStore('PostgreSQL', async () => {
      // Opened for writing, it makes its tables.
      if (fix) await (await openStore(place.config.store.url)).close();
      await withStore(place, async (store) => store?.ping());
    });
  }
  if (!existsSync(folder))
    return { check: 'store', ok: true, found: `embedded, in ${folder}: the first worker makes it` };
  try {
    await withStore(place, async (store) => store?.ping());
  } catch (error) {
    const { type, message } = tell(error);
    // Somebody works with it: that is what it is for.
    if (type === 'kyc.store.InUse') return { check: 'store', ok: true, found: message };
    return { check: 'store', ok: false, found: message, fix: 'correct KYC_STORE_URL, or move the folder away' };
  }
  return { check: 'store', ok: true, found: `embedded, in ${folder}` };
}
