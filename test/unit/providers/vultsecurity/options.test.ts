import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { environmentRows, fromEnvironment } from '../../../../src/config-environment';
import { createVultsecurityClient } from '../../../../src/providers/vultsecurity';
import { vultsecurityOptions } from '../../../../src/providers/vultsecurity/options';
import { answer } from '../scripted-server';
import { clientSecret, LoopbackVultsecurity, token, webhookToken } from './loopback-vultsecurity';
import { drawnOperations, openApiFile } from './open-api-file';

const options = {
  baseUrl: 'https://kyc-api.example',
  tokenUrl: 'https://login.example/oauth2/token',
  clientId: 'client-1',
  clientSecret,
  webhookToken,
};
const live = { ...options, openApi: './kyc-api.json' };
const problems = (given: object) =>
  vultsecurityOptions.safeParse(given).error?.issues.map(({ path }) => path.join('.')) ?? [];

describe('options', () => {
  test.each(['http://127.0.0.1:8080', 'http://127.8.9.1', 'http://localhost:1', 'http://[::1]:8080/kyc'])(
    'on %s are complete without routes: that is a sandbox',
    (baseUrl) => {
      expect(problems({ ...options, baseUrl })).toEqual([]);
    },
  );

  test.each(['https://kyc-api.example', 'http://127.example', 'http://localhost.example', 'http://10.0.0.1'])(
    'on %s need routes, and say where they are had',
    (baseUrl) => {
      const { error } = vultsecurityOptions.safeParse({ ...options, baseUrl });
      expect(error?.issues.map(({ path }) => path)).toEqual([['openApi']]);
      expect(error?.issues[0]?.message).toContain('https://developer.vultsecurity.com/kyc/');
      expect(error?.issues[0]?.message).toContain('temporal-kyc routes --openapi FILE');
      expect(problems({ ...options, baseUrl, openApi: './kyc-api.json' })).toEqual([]);
      const routes = { readIdvSession: { method: 'POST', path: '/read' } };
      expect(problems({ ...options, baseUrl, routes })).toEqual([]);
      expect(problems({ ...options, baseUrl, routes: {} })).toEqual(['routes']);
    },
  );

  test('tell all that is wrong at once', () => {
    expect(problems({ baseUrl: options.baseUrl, clientSecret: 'short', webhookToken: 'guessable' }).sort()).toEqual([
      'clientId',
      'clientSecret',
      'openApi',
      'tokenUrl',
      'webhookToken',
    ]);
  });

  test.each([
    ['an operation that does not exist', { readSession: { method: 'POST', path: '/x' } }],
    ['a method that does not exist', { readIdvSession: { method: 'FETCH', path: '/x' } }],
    ['a path that is none', { readIdvSession: { method: 'POST', path: 'https://kyc-api.example/x' } }],
    ['a path with a query', { readIdvSession: { method: 'POST', path: '/x?a=1' } }],
    ['a path with another field', { readIdvSession: { method: 'POST', path: '/x/{identity_id}' } }],
    ['a path with a field of every object', { readIdvSession: { method: 'POST', path: '/x/{constructor}' } }],
    ['a query with another field', { readIdvSession: { method: 'POST', path: '/x', query: ['take'] } }],
    ['metadata in a query', { createIdvSession: { method: 'GET', path: '/x' } }],
    ['text that is no JSON', 'readIdvSession=/x'],
  ])('refuse a route with %s', (_what, routes) => {
    const { success, error } = vultsecurityOptions.safeParse({ ...options, routes });
    expect(success).toBe(false);
    expect(error?.issues.every(({ path }) => path[0] === 'routes')).toBe(true);
  });

  test('are all read from the environment, routes as JSON', () => {
    const schema = z.strictObject({ providers: z.strictObject({ vultsecurity: vultsecurityOptions }) });
    expect(environmentRows(schema).map(({ variable }) => variable)).toEqual([
      'KYC_VULTSECURITY_BASE_URL',
      'KYC_VULTSECURITY_TOKEN_URL',
      'KYC_VULTSECURITY_CLIENT_ID',
      'KYC_VULTSECURITY_CLIENT_SECRET',
      'KYC_VULTSECURITY_CLIENT_AUTHENTICATION',
      'KYC_VULTSECURITY_SCOPE',
      'KYC_VULTSECURITY_AUDIENCE',
      'KYC_VULTSECURITY_SDK_CLIENT_ID',
      'KYC_VULTSECURITY_WEBHOOK_TOKEN',
      'KYC_VULTSECURITY_WEBHOOK_URL',
      'KYC_VULTSECURITY_OFAC_CLEAR',
      'KYC_VULTSECURITY_OFAC_HITS',
      'KYC_VULTSECURITY_DMV_FAILURES',
      'KYC_VULTSECURITY_NOT_VERIFIED',
      'KYC_VULTSECURITY_OPEN_API',
      'KYC_VULTSECURITY_ROUTES',
    ]);
    expect(environmentRows(schema).filter(({ description }) => description === '')).toEqual([]);
    const routes = { readIdvSession: { method: 'POST', path: '/v2/read' }, ping: { method: 'GET', path: '/ping' } };
    const env = {
      KYC_VULTSECURITY_ROUTES: JSON.stringify(routes),
      KYC_VULTSECURITY_WEBHOOK_TOKEN: `${webhookToken},${webhookToken}2`,
    };
    const { webhookToken: _one, ...rest } = options;
    const read = schema.parse(fromEnvironment(schema, { providers: { vultsecurity: rest } }, env));
    expect(read.providers.vultsecurity).toMatchObject({ routes, webhookToken: [webhookToken, `${webhookToken}2`] });
  });
});

describe('a client with routes', () => {
  const vultsecurity = new LoopbackVultsecurity();
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'kyc-routes-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  function write(content: unknown): string {
    const path = join(folder, 'kyc-api.json');
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  }

  test('calls what the file says, and what the configuration says over the file', async () => {
    vultsecurity.tokens.will(token('token-1'));
    vultsecurity.server.will(answer(200, {}), answer(200, {}));
    const client = vultsecurity.open({
      openApi: write(openApiFile()),
      routes: { ping: { method: 'POST', path: '/own/ping' } },
    });
    await client.readIdvSession({ session_id: 'session-1' });
    await client.ping({});
    expect(vultsecurity.server.seen.map(({ method, target }) => `${method} ${target}`)).toEqual([
      'POST /v2/read-idv-session',
      'POST /own/ping',
    ]);
  });

  test('refuses an operation without a route on a live host, before anything is sent', async () => {
    const drawn = drawnOperations().filter(({ path }) => path !== '/v2/anonymize-identity');
    const client = createVultsecurityClient(
      vultsecurityOptions.parse({ ...live, openApi: write(openApiFile(drawn)), tokenUrl: vultsecurity.tokens.url }),
      { documents: vultsecurity.documents, maxBytes: 1024 },
    );
    await expect(client.anonymizeIdentity({ identity_id: 'identity-1' })).rejects.toMatchObject({
      type: 'kyc.config.Invalid',
      message: expect.stringContaining('providers.vultsecurity.routes.anonymizeIdentity') as string,
    });
    expect(vultsecurity.tokens.seen).toEqual([]);
    await client.close();
  });

  test.each([
    ['is not there', () => join(folder, 'none.json'), 'cannot be opened (ENOENT)'],
    ['is a folder', () => folder, 'is not a file'],
    ['is YAML', () => write('openapi: 3.0.0\npaths: {}'), 'is not JSON'],
    ['is another document', () => write({ swagger: '2.0', paths: {} }), 'is not an OpenAPI 3 document'],
    ['is too large', () => write(' '.repeat(16 * 1024 * 1024 + 1)), 'is larger than'],
  ])('is not made when the file %s', (_what, path, why) => {
    const make = () => vultsecurity.open({ openApi: path() });
    expect(make).toThrow(why);
    expect(make).toThrow(expect.objectContaining({ type: 'kyc.config.Invalid' }) as Error);
  });
});
