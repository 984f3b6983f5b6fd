import { Connection } from '@temporalio/client';
import { checkStore, checkTemporal } from '../../../src/doctor';
import { freePorts } from '../../../src/servers/ports';

test('a Temporal that is not there is one row, with what to do', async () => {
  const address = `127.0.0.1:${(await freePorts(1))[0]}`;
  const rows = await checkTemporal({
    address,
    namespace: 'default',
    connect: () => Connection.connect({ address, connectTimeout: 200 }),
    searchAttributes: {},
  });
  expect(rows).toEqual([
    {
      check: 'Temporal',
      ok: false,
      found: expect.stringContaining(`${address} cannot be reached`),
      fix: expect.any(String),
    },
  ]);
});

test('a database that answers is named', async () => {
  expect(await checkStore('pglite', () => Promise.resolve())).toEqual({ check: 'store', ok: true, found: 'pglite' });
});

test('a database that does not answer is a row, not an exception', async () => {
  const row = await checkStore('postgres at db:5432', () =>
    Promise.reject(new Error('connect ECONNREFUSED\nat Socket')),
  );
  expect(row).toMatchObject({ ok: false, found: 'postgres at db:5432 cannot be used: connect ECONNREFUSED' });
});
