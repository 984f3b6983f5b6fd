import { Connection } from '@temporalio/client';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { checkTemporal } from '../../src/doctor';
import { startDevServer, type DevServer } from '../../src/servers';
import { describeWithDevServer, describeWithTimeSkipping } from '../support/with-server';

describeWithDevServer('the doctor at a dev server', (path) => {
  let server: DevServer;
  beforeAll(async () => {
    server = await startDevServer({ path, searchAttributes: { KycPhase: 'Keyword', KycAttempt: 'Keyword' } });
  });
  afterAll(() => server?.stop());

  const examine = (options: { namespace?: string; fix?: boolean; wanted?: Record<string, 'Keyword' | 'Int'> } = {}) =>
    checkTemporal({
      address: server.address,
      namespace: options.namespace ?? 'default',
      connect: () => Connection.connect({ address: server.address }),
      searchAttributes: options.wanted ?? { KycPhase: 'Keyword' },
      fix: options.fix,
    });

  test('all is well', async () => {
    expect(await examine()).toEqual([
      { check: 'Temporal', ok: true, found: expect.stringMatching(/^server 1\.\d+\.\d+ at 127/) },
      { check: 'namespace', ok: true, found: 'default' },
      { check: 'search attributes', ok: true, found: '1 registered' },
    ]);
  });

  test('a namespace that does not exist ends the examination with the command that creates it', async () => {
    const rows = await examine({ namespace: 'elsewhere' });
    expect(rows).toHaveLength(2);
    expect(rows[1]).toMatchObject({
      ok: false,
      fix: expect.stringContaining('namespace create --namespace elsewhere'),
    });
  });

  test('a missing attribute is reported, registered on --fix, and then usable', async () => {
    const wanted = { KycPhase: 'Keyword', KycRisk: 'Keyword' } as const;
    expect((await examine({ wanted })).at(-1)).toMatchObject({ ok: false, found: 'missing: KycRisk' });
    expect((await examine({ wanted, fix: true })).at(-1)).toMatchObject({
      ok: true,
      found: '2 registered, 1 of them just now: KycRisk',
    });
    expect((await examine({ wanted })).at(-1)).toMatchObject({ ok: true, found: '2 registered' });
  });

  test('an attribute of another type is found out, and --fix does not pretend to mend it', async () => {
    for (const fix of [false, true]) {
      const row = (await examine({ wanted: { KycAttempt: 'Int' }, fix })).at(-1);
      expect(row).toMatchObject({ ok: false, found: 'KycAttempt is Keyword, not Int' });
      expect(row?.fix).toContain('search-attribute remove --name KycAttempt');
    }
  });
});

describeWithTimeSkipping('the doctor at the time-skipping server', (path) => {
  test('says what that server cannot tell instead of calling it broken', async () => {
    const environment = await TestWorkflowEnvironment.createTimeSkipping({
      server: { executable: { type: 'existing-path', path } },
    });
    const rows = await checkTemporal({
      address: environment.address,
      namespace: 'default',
      connect: () => Connection.connect({ address: environment.address }),
      searchAttributes: { KycPhase: 'Keyword' },
    }).finally(() => environment.teardown());
    expect(rows[0]).toMatchObject({ ok: true, found: expect.stringContaining('time-skipping test server') });
    expect(rows.at(-1)).toEqual({ check: 'search attributes', ok: 'unknown', found: 'this server cannot list them' });
  });
});
