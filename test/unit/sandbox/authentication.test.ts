import { idngoSandboxCredentials, startSandbox, type Sandbox } from '../../../src/sandbox';
import { get, send } from './signed-calls';

const noon = Date.UTC(2030, 0, 1, 12) / 1000;
const levels = '/resources/applicants/-/levels';
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ clock: () => noon * 1000 });
});
afterAll(() => sandbox.stop());

async function refusalOf(headers: Record<string, string | undefined>, at = noon): Promise<unknown> {
  const { status, body } = await send(sandbox, 'GET', levels, { at, headers });
  return [status, body['errorCode']];
}

test('a request signed over time stamp, method, path with query, and body is served', async () => {
  expect((await send(sandbox, 'GET', levels, { at: noon })).status).toBe(200);
});

test('the signature covers the query exactly as sent: %20 and + differ', async () => {
  const body = Buffer.from('{"externalUserId":"user-42"}');
  const type = 'application/json';
  const encoded = '/resources/applicants?levelName=basic%2Dkyc%2Dlevel';
  expect((await send(sandbox, 'POST', encoded, { at: noon, body, type })).status).toBe(201);
  const { status, body: refusal } = await send(sandbox, 'GET', '/resources/applicants/-;externalUserId=user%2042/one', {
    at: noon,
    headers: { 'x-app-access-sig': '0'.repeat(64) },
  });
  expect([status, refusal['errorCode']]).toEqual([401, 4003]);
});

test.each([
  ['4000', 'a token of an impossible form', { 'x-app-token': 'no good!' }],
  ['4001', 'a token of the other environment', { 'x-app-token': 'prd:other-token.private-part' }],
  ['4002', 'a token with a wrong private part', { 'x-app-token': 'sbx:temporal-kyc-sandbox.wrong-part' }],
  ['4003', 'a signature with another key', { 'x-app-access-sig': 'ab'.repeat(32) }],
  ['4005', 'a time stamp that is no number', { 'x-app-access-ts': 'noon' }],
  ['4005', 'a signature that is not hex', { 'x-app-access-sig': 'c2lnbmF0dXJl' }],
  ['4006', 'a missing header', { 'x-app-access-sig': undefined }],
])('401 with %s for %s', async (code, _what, headers) => {
  expect(await refusalOf(headers)).toEqual([401, Number(code)]);
});

test('a time stamp up to a minute away is served, one second more is 4004, and so are milliseconds', async () => {
  expect((await send(sandbox, 'GET', levels, { at: noon - 60 })).status).toBe(200);
  expect((await send(sandbox, 'GET', levels, { at: noon + 60 })).status).toBe(200);
  expect(await refusalOf({}, noon - 61)).toEqual([401, 4004]);
  expect(await refusalOf({}, noon + 61)).toEqual([401, 4004]);
  expect(await refusalOf({}, noon * 1000)).toEqual([401, 4004]);
});

test('an error body repeats the status and carries a correlation id', async () => {
  const { body } = await send(sandbox, 'GET', '/resources/applicants/ffffffffffffffffffffffff/one', { at: noon });
  expect(body).toEqual({
    code: 404,
    description: 'Applicant ffffffffffffffffffffffff is not found',
    correlationId: expect.stringMatching(/^req-[0-9a-f-]{36}$/) as string,
  });
});

test('unknown path 404, wrong method 405 with what is allowed, wrong content type 415', async () => {
  expect((await send(sandbox, 'GET', '/resources/nothing', { at: noon })).status).toBe(404);
  const wrongMethod = await send(sandbox, 'DELETE', levels, { at: noon });
  expect([wrongMethod.status, wrongMethod.body['description']]).toEqual([405, 'Method not allowed; allowed: GET']);
  const target = '/resources/applicants?levelName=basic-kyc-level';
  expect((await send(sandbox, 'POST', target, { at: noon, body: Buffer.from('{}'), type: 'text/plain' })).status).toBe(
    415,
  );
});

test('an unreadable JSON body is 400, and the sandbox stays up', async () => {
  const target = '/resources/applicants?levelName=basic-kyc-level';
  const { status } = await send(sandbox, 'POST', target, {
    at: noon,
    body: Buffer.from('{nope'),
    type: 'application/json',
  });
  expect(status).toBe(400);
});

test('a stray percent sign in a path is 400', async () => {
  expect((await send(sandbox, 'GET', '/resources/applicants/-;externalUserId=%zz/one', { at: noon })).status).toBe(400);
});

test('credentials can be overridden, and the defaults then do not work', async () => {
  const own = await startSandbox({ idngo: { credentials: { secretKey: 'another-secret-key' } } });
  const { status, body } = await send(own, 'GET', levels, { credentials: idngoSandboxCredentials });
  expect([status, body['errorCode']]).toEqual([401, 4003]);
  expect((await get(own, levels)).status).toBe(200);
  await own.stop();
});
