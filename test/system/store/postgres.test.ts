import { join } from 'node:path';
import { openStore } from '../../../src/store/open-store';
import { ChildProgram } from '../../support/child-program';
import { asAdministrator, describeWithPostgres } from '../../support/postgres';
import { shortestWindowMs } from '../../unit/store/quota-contract';
import { storeContract } from '../../unit/store/store-contract';
import { quotaIsKept } from './counted-calls';
import { stepAt } from './steps';

const program = join(__dirname, 'store-child.ts');

describeWithPostgres('a store on PostgreSQL', (postgres) => {
  describe('keeps the contract', () =>
    storeContract(async () => {
      const url = await postgres().createDatabase('contract');
      const store = await openStore(url);
      return {
        store,
        sql: (text) => asAdministrator(url, (client) => client.query(text)),
        close: () => store.close(),
      };
    }));

  test('processes that start together on an empty database all find their tables', async () => {
    const url = await postgres().createDatabase('starting');
    const stores = await Promise.all(Array.from({ length: 6 }, () => openStore(url)));
    await Promise.all(stores.map((store, at) => store.journal.record(stepAt(`kyc/onboarding/s-${at}`, 1))));
    expect(await stores[0]!.journal.list({})).toHaveLength(6);
    await Promise.all(stores.map((store) => store.close()));
  });

  test('a quota holds over several processes', async () => {
    const url = await postgres().createDatabase('quota');
    await (await openStore(url)).close();
    await quotaIsKept((what, argument) => new ChildProgram(program, [what, url, argument]));
  });

  test('a quota holds over many workers that ask at the same moment', async () => {
    const url = await postgres().createDatabase('crowd');
    const stores = await Promise.all(Array.from({ length: 10 }, () => openStore(url)));
    const quota = { name: 'crowd', limit: { queue: 'similar', requests: 3, perSeconds: 0.1 }, holdMs: 5_000 };
    const calls: number[] = [];
    await Promise.all(
      stores.flatMap((store) =>
        [1, 2, 3].map(() => store.quotas.within(quota, async () => calls.push(performance.now()))),
      ),
    );
    expect(calls).toHaveLength(30);
    expect(shortestWindowMs(calls, 3)).toBeGreaterThanOrEqual(100);
    await Promise.all(stores.map((store) => store.close()));
  });

  test('a database that other applications use is left alone but for the schema kyc', async () => {
    const url = await postgres().createDatabase('shared');
    await asAdministrator(url, (client) =>
      client.query('create table processes (theirs int); create table kysely_migration (theirs int)'),
    );
    await (await openStore(url)).close();
    const { rows } = await asAdministrator(url, (client) =>
      client.query(`select table_name from information_schema.tables where table_schema = 'public' order by 1`),
    );
    expect(rows).toEqual([{ table_name: 'kysely_migration' }, { table_name: 'processes' }]);
  });

  test('a read-only store makes no tables, and on made ones refuses to write', async () => {
    const url = await postgres().createDatabase('reading');
    await expect(openStore(url, { readOnly: true })).rejects.toMatchObject({ type: 'kyc.store.WrongVersion' });
    await (await openStore(url)).close();

    const reader = await openStore(url, { readOnly: true });
    expect(await reader.journal.list({})).toEqual([]);
    await expect(reader.journal.record(stepAt('kyc/onboarding/s-1', 1))).rejects.toThrow(/read-only/);
    await reader.close();
  });

  test('tables of a newer release are refused by name', async () => {
    const url = await postgres().createDatabase('newer');
    await (await openStore(url)).close();
    await asAdministrator(url, (client) =>
      client.query(`insert into kyc.migrations values ('9999-later', '2030-01-01')`),
    );
    await expect(openStore(url)).rejects.toMatchObject({
      type: 'kyc.store.WrongVersion',
      message: expect.stringContaining('9999-later'),
    });
  });

  test('a database that cannot be reached is named without its user and password', async () => {
    const opening = openStore('postgres://somebody:hidden-word@127.0.0.1:1/kyc');
    await expect(opening).rejects.toMatchObject({
      type: 'kyc.store.Unavailable',
      message: expect.stringMatching(
        /^The store at postgres:\/\/127\.0\.0\.1:1\/kyc cannot be reached: .*ECONNREFUSED/,
      ),
    });
    await expect(opening).rejects.not.toThrow(/somebody|hidden-word/);
  });

  test('a store survives that the server drops its idle connections', async () => {
    const url = await postgres().createDatabase('dropped');
    const store = await openStore(url);
    await asAdministrator(url, (client) =>
      client.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      ),
    );
    // Each broken connection fails one statement at most; Temporal repeats the activity.
    let failed = 0;
    while (
      await store.ping().then(
        () => false,
        () => true,
      )
    )
      expect(++failed).toBeLessThan(10);
    await store.close();
  });
});
