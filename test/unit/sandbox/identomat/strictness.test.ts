import fc from 'fast-check';
import { identomatOperations } from '../../../../src/providers/identomat/operations';
import { startSandbox, type Sandbox } from '../../../../src/sandbox';
import { begin, external, send, widget } from './company-calls';

let sandbox: Sandbox;
let widgetUrl: string;
let externalApiUrl: string;

beforeAll(async () => {
  sandbox = await startSandbox();
  ({ widgetUrl, externalApiUrl } = sandbox.identomat.hosts);
});
afterAll(() => sandbox.stop());

const json = { 'content-type': 'application/json' };
const source = { errorSourceGroup: 'service-module-server-external' };

test('a key under the spelling of the other host is no key, on either host', async () => {
  const { companyKey } = sandbox.identomat.credentials;
  const session_token = await begin(sandbox, 'spelling-1');
  const body = JSON.stringify({ companyKey, sessionId: session_token, session_token });
  const onWidget = await send(`${widgetUrl}/external-api/result/`, { headers: json, body });
  expect([onWidget.status, onWidget.body]).toEqual([200, { argumentError: 'wrong-parameters', ...source }]);
  const other = JSON.stringify({ company_key: companyKey, sessionId: session_token });
  const onExternal = await send(`${externalApiUrl}/list-session-activities`, { headers: json, body: other });
  expect(onExternal.body).toEqual({ argumentError: 'wrong-parameters', ...source });
});

test('a session by the name of the other host is not given', async () => {
  const token = await begin(sandbox, 'spelling-2');
  expect((await widget(sandbox, 'result', { sessionId: token })).body).toMatchObject({
    argumentError: 'wrong-parameters',
  });
  expect((await external(sandbox, 'list-session-activities', { session_token: token })).body).toMatchObject({
    argumentError: 'wrong-parameters',
  });
});

test.each([
  ['list-session-activities', 'invalid-access', 'wrong-parameters'],
  ['search-screening-person', 'access-denied', 'company-missing'],
  ['list-blacklist-records', 'invalid-company-key', 'wrong-parameters'],
  ['create-user', 'invalid-company-key', 'wrong-parameters'],
])('%s refuses a wrong key with %s and a missing one with %s', async (method, wrong, missing) => {
  expect((await external(sandbox, method, { companyKey: 'another-key' })).body).toMatchObject({ argumentError: wrong });
  const without = await send(`${externalApiUrl}/${method}`, { headers: json, body: '{}' });
  expect(without.body).toMatchObject({ argumentError: missing });
});

test('each operation lives on its own host and at its own path', async () => {
  const { companyKey } = sandbox.identomat.credentials;
  const body = JSON.stringify({ company_key: companyKey, companyKey });
  for (const url of [
    `${externalApiUrl}/external-api/begin/`,
    `${widgetUrl}/list-users`,
    `${widgetUrl}/external-api/begin`, // without its slash
    `${externalApiUrl}/list-users/`,
  ]) {
    expect([url, (await send(url, { headers: json, body })).status]).toEqual([url, 404]);
  }
});

test('GET is refused, with the key in the query too', async () => {
  const { companyKey } = sandbox.identomat.credentials;
  const get = await send(`${widgetUrl}/external-api/begin/?company_key=${companyKey}`, { method: 'GET' });
  expect(get.status).toBe(405);
  expect(sandbox.identomat.calls().at(-1)).toMatchObject({ operation: 'GET (no operation)', status: 405 });
  const inQuery = await send(`${widgetUrl}/external-api/begin/?company_key=${companyKey}`, {
    headers: json,
    body: '{}',
  });
  expect(inQuery.body).toMatchObject({ argumentError: 'wrong-parameters' });
});

test('a body of another kind is refused: text, multipart where files are not taken, JSON where they are', async () => {
  const { companyKey } = sandbox.identomat.credentials;
  const body = JSON.stringify({ company_key: companyKey, companyKey });
  const text = await send(`${widgetUrl}/external-api/begin/`, { headers: { 'content-type': 'text/plain' }, body });
  expect(text.status).toBe(415);
  const image = await send(`${widgetUrl}/external-api/card/front/`, { headers: json, body });
  expect(image.status).toBe(415);
  const form = new FormData();
  form.set('companyKey', companyKey);
  expect((await send(`${externalApiUrl}/list-users`, { body: form })).status).toBe(415);
});

test('what is not JSON, or not what the operation takes, is wrong-parameters', async () => {
  const broken = await send(`${externalApiUrl}/list-users`, { headers: json, body: '{"companyKey":' });
  expect(broken.body).toMatchObject({ argumentError: 'wrong-parameters' });
  for (const fields of [
    { steps: 'liveness' },
    { steps: [{ key: 'no-type' }] },
    { flags: [] },
    { config_id: 'unknown-configuration' },
  ]) {
    const { body } = await widget(sandbox, 'begin', fields);
    expect([fields, body]).toEqual([fields, { argumentError: 'wrong-parameters', ...source }]);
  }
  for (const [method, fields] of [
    ['search-screening-person', { query: { fullName: 'Synthia' } }],
    ['search-screening-person', { query: { scoreThreshold: 80 } }],
    ['search-screening-person', { query: { fullName: 'S', scoreThreshold: 80, birthdayTimeFrom: '1/8/1980' } }],
    ['get-screening-person-details', { personId: 'nobody' }],
    ['list-screening-monitoring-records', { start: -1 }],
    ['add-blacklist-record', { query: { reason: 'no person' } }],
    ['change-group', { groupId: 'nothing' }],
  ] as const) {
    const { body } = await external(sandbox, method, fields);
    expect([method, fields, body]).toEqual([method, fields, { argumentError: 'wrong-parameters', ...source }]);
  }
});

test('nobody knows a session that never was', async () => {
  expect((await widget(sandbox, 'result', { session_token: 'defg' })).body).toEqual({
    argumentError: 'session-not-found',
  });
  expect((await external(sandbox, 'get-video-call-shots', { sessionId: 'defg' })).body).toEqual({
    argumentError: 'session-not-found',
  });
});

test('refusals can come with another status, as the vendor does not say which they have', async () => {
  const own = await startSandbox({ identomat: { errorStatus: 400 } });
  const { status, body } = await widget(own, 'result', { session_token: 'defg' });
  expect([status, body]).toEqual([400, { argumentError: 'session-not-found' }]);
  await own.stop();
});

test('a fault can refuse with a success status, and break an answer in its middle', async () => {
  const token = await begin(sandbox, 'faults-1');
  const faulty = { provider: 'identomat', call: 'getResult', externalUserId: 'faults-1' } as const;
  sandbox.faults.add({ ...faulty, answer: 200, errorCode: 'session-not-found' });
  const refused = await widget(sandbox, 'result', { session_token: token });
  expect([refused.status, refused.body]).toEqual([200, { argumentError: 'session-not-found' }]);
  sandbox.faults.add({ ...faulty, answer: 503 });
  expect(await widget(sandbox, 'result', { session_token: token })).toMatchObject({ status: 503, body: undefined });
  sandbox.faults.add({ ...faulty, answer: 'cut' });
  await expect(widget(sandbox, 'result', { session_token: token })).rejects.toThrow('terminated');
  expect((await widget(sandbox, 'result', { session_token: token })).body).toMatchObject({ result: 'in_progress' });
  expect(
    sandbox.identomat.calls({ operation: 'getResult', externalUserId: 'faults-1' }).map(({ status }) => status),
  ).toEqual([200, 503, 'cut', 200]);
});

test('a session that is being begun can be hit by the name that it will have', async () => {
  sandbox.faults.add({
    provider: 'identomat',
    call: 'beginSession',
    externalUserId: 'faults-2',
    answer: 503,
    at: 'after',
  });
  await begin(sandbox, 'faults-3');
  const flags = { return_url: 'https://company.example/cases/faults-2' };
  expect((await widget(sandbox, 'begin', { flags })).status).toBe(503);
  expect(sandbox.identomat.effectsOn('faults-2')).toEqual({ 'session-begun': 1 });
  await begin(sandbox, 'faults-2');
  expect(sandbox.identomat.effectsOn('faults-2')).toEqual({ 'session-begun': 1, 'session-begun-again': 1 });
});

test('whatever is sent, the sandbox answers as a provider would and never fails itself', async () => {
  const { companyKey } = sandbox.identomat.credentials;
  const rows = Object.values(identomatOperations);
  const names = ['session_token', 'sessionId', 'flags', 'steps', 'query', 'id', 'name', 'memberIds', 'date', 'typeId'];
  const fields = fc.dictionary(fc.constantFrom(...names), fc.jsonValue({ maxDepth: 2 }));
  const contentType = fc.constantFrom('application/json', 'application/x-www-form-urlencoded', 'multipart/form-data');
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...rows), fields, contentType, async ({ host, path }, sent, type) => {
      const url = (host === 'widget' ? widgetUrl : externalApiUrl) + path;
      const body = JSON.stringify({ company_key: companyKey, companyKey, ...sent });
      const { status } = await send(url, { headers: { 'content-type': type }, body });
      expect([200, 404, 415]).toContain(status);
    }),
    { numRuns: 300 },
  );
});
