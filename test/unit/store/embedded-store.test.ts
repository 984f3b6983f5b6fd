import { Client } from 'pg';
import { openStore } from '../../../src/store/open-store';
import { serveStore } from '../../../src/store/serve-store';
import { storeContract, type TestedStore } from './store-contract';

describe('a store in memory', () => storeContract(openTested));

test.each(['mysql://somewhere', 'pglite:', 'postgres:somewhere', ''])('%j is refused as a store URL', async (url) => {
  await expect(openStore(url)).rejects.toMatchObject({ type: 'kyc.config.Invalid' });
});

async function openTested(): Promise<TestedStore> {
  const served = await serveStore('pglite:memory');
  const administrator = new Client({ connectionString: served.url });
  await administrator.connect();
  return {
    store: served.store,
    sql: (text) => administrator.query(text),
    async close() {
      await administrator.end();
      await served.close();
    },
  };
}
