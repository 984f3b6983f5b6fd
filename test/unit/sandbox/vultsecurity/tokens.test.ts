import { vultsecurityOperations } from '../../../../src/providers/vultsecurity';
import type { OperationTable } from '../../../../src/providers';
import { openAccount, read, requestToken, type Account } from './raw-calls';

let clock = Date.now();
let account: Account;

beforeAll(async () => {
  account = await openAccount({ now: () => clock, tokenLifetimeSeconds: 600 });
});
afterAll(() => account.stop());

const list = (headers?: Record<string, string | undefined>) => account.post('/idv/session/list', {}, headers);

test('a token is issued for the client id and secret, in the header or in the form', async () => {
  const { clientId: client_id, clientSecret: client_secret } = account.sandbox.credentials;
  const granted = { access_token: expect.any(String) as string, token_type: 'Bearer', expires_in: 600 };
  const byHeader = await requestToken(account.sandbox);
  expect([byHeader.status, byHeader.body]).toEqual([200, granted]);
  expect(byHeader.headers.get('cache-control')).toBe('no-store');
  const form = new URLSearchParams({ grant_type: 'client_credentials', client_id, client_secret });
  const byForm = await read(await fetch(account.sandbox.tokenUrl, { method: 'POST', body: form }));
  expect([byForm.status, byForm.body]).toEqual([200, granted]);
});

test.each([
  [
    'a wrong secret',
    { headers: { authorization: `Basic ${btoa('temporal-kyc-sandbox:wrong')}` } },
    401,
    'invalid_client',
  ],
  ['a wrong client', { headers: { authorization: `Basic ${btoa('nobody:wrong')}` } }, 401, 'invalid_client'],
  ['garbage for a header', { headers: { authorization: 'Basic !' } }, 401, 'invalid_client'],
  ['another grant', { form: { grant_type: 'password' } }, 400, 'unsupported_grant_type'],
  ['a secret in both places', { form: { client_secret: 'twice' } }, 400, 'invalid_request'],
  ['a body that is no form', { headers: { 'content-type': 'application/json' } }, 400, 'invalid_request'],
])('no token for %s', async (_case, request, status, error) => {
  const answer = await requestToken(account.sandbox, request);
  expect([answer.status, answer.body]).toMatchObject([status, { error }]);
});

test('without a token, or with one that was never issued, there is a 401 and no answer', async () => {
  for (const authorization of [undefined, 'Bearer invented', 'Bearer', 'Basic abc', 'Bearer a b']) {
    const { status, headers, body } = await list({ authorization });
    expect([status, headers.get('www-authenticate')]).toEqual([401, 'Bearer error="invalid_token"']);
    expect(body).toEqual({ message: expect.any(String) as string });
  }
});

test('a token is taken until its lifetime is over, and not a millisecond longer', async () => {
  account.forgetToken();
  expect((await list()).status).toBe(200);
  clock += 599_999;
  expect((await list()).status).toBe(200);
  clock += 1;
  expect((await list()).status).toBe(401);
  account.forgetToken();
  expect((await list()).status).toBe(200);
});

test('a revoked token is not taken any more', async () => {
  account.sandbox.revokeTokens();
  expect((await list()).status).toBe(401);
  account.forgetToken();
  expect((await list()).status).toBe(200);
});

test('the service tells of itself without a token', async () => {
  for (const path of [
    '/',
    '/ping',
    '/status',
    '/metrics',
    '/live',
    '/ready',
    '/health/simple',
    '/health',
    '/version',
  ]) {
    expect([path, (await account.get(path, { authorization: undefined })).status]).toEqual([path, 200]);
  }
});

test('the 14 operations that require X-Client-Id are refused without it, the others are not', async () => {
  const refused: string[] = [];
  for (const { name, method, path, body } of Object.values(vultsecurityOperations as OperationTable)) {
    if (method === 'GET') continue;
    const without = { 'x-client-id': undefined };
    const answer =
      body === 'form'
        ? await account.post(path, {}, { ...without, 'content-type': 'multipart/form-data; boundary=x' })
        : await account.post(path, {}, without);
    if (JSON.stringify(answer.body).includes('X-Client-Id')) refused.push(`${name} ${answer.status}`);
  }
  expect(refused).toHaveLength(14);
  expect(refused.every((refusal) => refusal.endsWith(' 400'))).toBe(true);
  expect(refused).toContain('readIdaSdkSession 400');
  expect(refused).not.toContain('getIdentityStatus 400');
});

test("the OAuth2 client id is not the header's: mixing them up is noticed", async () => {
  const { status } = await account.post(
    '/idv/sdk/session/read',
    { session_id: 'any' },
    { 'x-client-id': account.sandbox.credentials.clientId },
  );
  expect(status).toBe(400);
});

test('the script can break the request for a token like any call', async () => {
  account.faults.add({ provider: 'vultsecurity', call: 'accessToken', answer: 503 });
  expect((await requestToken(account.sandbox)).status).toBe(503);
  expect((await requestToken(account.sandbox)).status).toBe(200);
});
