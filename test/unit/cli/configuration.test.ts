import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { examineRoutes } from '../../../src/cli/examine-routes';
import { resolveConfig, type KycOptions } from '../../../src/config';
import { drawnOperations, openApiFile } from '../providers/vultsecurity/open-api-file';

const folder = mkdtempSync(join(tmpdir(), 'kyc-doctor-routes-'));
afterAll(() => rmSync(folder, { recursive: true }));

type Vultsecurity = NonNullable<NonNullable<KycOptions['providers']>['vultsecurity']>;
const examine = (more: Partial<Vultsecurity> = {}) =>
  examineRoutes(
    resolveConfig(
      {
        providers: {
          vultsecurity: {
            baseUrl: 'https://kyc.vendor.example',
            tokenUrl: 'https://login.vendor.example/token',
            clientId: 'synthetic-client',
            clientSecret: 'synthetic-client-secret',
            webhookToken: 'synthetic-webhook-token-0001',
            ...more,
          },
        },
      },
      {},
    ),
  );
const file = (drawn = drawnOperations()) => {
  const path = join(folder, `${drawn.length}.json`);
  writeFileSync(path, JSON.stringify(openApiFile(drawn)));
  return path;
};

test('the doctor says how many operations of VultSecurity can be reached', () => {
  expect(examine({ openApi: file() })).toEqual([
    { check: 'VultSecurity routes', ok: true, found: '53 of 53 operations' },
  ]);
});

test('an operation without a route is named, and is no sickness: not everybody needs it', () => {
  expect(examine({ openApi: file(drawnOperations().filter(({ path }) => path !== '/v2/ping')) })).toEqual([
    {
      check: 'VultSecurity routes',
      ok: 'unknown',
      found: '52 of 53 operations; none for ping',
      fix: expect.stringContaining('temporal-kyc routes'),
    },
  ]);
});

test('a file that cannot be used is: no worker would start', () => {
  expect(examine({ openApi: join(folder, 'absent.json') })).toEqual([
    { check: 'VultSecurity routes', ok: false, found: expect.stringContaining('ENOENT'), fix: expect.any(String) },
  ]);
});

test('on this machine the assumed routes serve', () => {
  expect(examine({ baseUrl: 'http://127.0.0.1:4004' })).toMatchObject([{ ok: true }]);
});

test('whoever does not use VultSecurity hears nothing of it', () => {
  expect(examineRoutes(resolveConfig({}, {}))).toEqual([]);
});
