import { startSandbox, type Fault, type Sandbox } from '../../../src/sandbox';
import { createApplicant, get, post, requestCheck, send, uploadEverything } from './signed-calls';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});
afterEach(() => sandbox.faults.lift());
afterAll(() => sandbox.stop());

const levels = () => get(sandbox, '/resources/applicants/-/levels');
const create = (externalUserId: string) =>
  post(sandbox, '/resources/applicants?levelName=basic-kyc-level', { externalUserId });

test.each([429, 500, 503])('a call can be answered %i before anything took place, so many times', async (answer) => {
  sandbox.faults.add({ call: 'createApplicant', answer, times: 2 });
  expect((await create(`user-${answer}`)).status).toBe(answer);
  expect((await create(`user-${answer}`)).status).toBe(answer);
  expect(sandbox.idngo.applicant(`user-${answer}`)).toBeUndefined();
  expect((await create(`user-${answer}`)).status).toBe(201);
});

test('a call can fail after the effect took place: the repetition then meets what the first one did', async () => {
  sandbox.faults.add({ call: 'createApplicant', answer: 500, at: 'after' });
  expect((await create('user-1')).status).toBe(500);
  expect(sandbox.idngo.calls({ externalUserId: 'user-1' })).toMatchObject([
    { operation: 'createApplicant', status: 500, effect: 'applicant-created' },
  ]);
  expect((await create('user-1')).status).toBe(409);
});

test('a review can be opened although the answer was lost', async () => {
  sandbox.faults.add({ call: 'requestApplicantCheck', answer: 503, at: 'after' });
  const id = await createApplicant(sandbox, 'never-2');
  await uploadEverything(sandbox, id);
  expect((await requestCheck(sandbox, id)).status).toBe(503);
  expect((await requestCheck(sandbox, id)).body['errorCode']).toBe(3000);
});

test('a connection can break, with and without the effect', async () => {
  sandbox.faults.add({ call: 'createApplicant', answer: 'reset', at: 'after' });
  await expect(create('user-3')).rejects.toThrow('fetch failed');
  expect(sandbox.idngo.applicant('user-3')).toBeDefined();
  sandbox.faults.add({ call: 'listLevels', answer: 'reset' });
  await expect(levels()).rejects.toThrow('fetch failed');
});

test('an answer may never come: the call is seen, the caller waits until it gives up', async () => {
  sandbox.faults.add({ call: 'listLevels', answer: 'time-out' });
  const giveUp = new AbortController();
  const answer = send(sandbox, 'GET', '/resources/applicants/-/levels', { signal: giveUp.signal });
  const calls = await sandbox.idngo.called('listLevels', {
    times: sandbox.idngo.calls({ operation: 'listLevels' }).length + 1,
  });
  expect(calls.at(-1)!.status).toBe('time-out');
  giveUp.abort();
  await expect(answer).rejects.toThrow('aborted');
});

test('a sandbox that holds back an answer can still be stopped, and the caller learns of it', async () => {
  const own = await startSandbox({ faults: [{ call: 'listLevels', answer: 'time-out' }] });
  const answer = get(own, '/resources/applicants/-/levels').catch((error: Error) => error.message);
  await own.idngo.called('listLevels');
  await own.stop();
  expect(await answer).toBe('fetch failed');
});

test('a fault can be about one applicant only', async () => {
  sandbox.faults.add({ call: 'createApplicant', answer: 503, externalUserId: 'user-4' });
  expect((await create('user-5')).status).toBe(201);
  expect((await create('user-4')).status).toBe(503);
});

test('an outage fails every call until it is lifted', async () => {
  const id = sandbox.faults.add({ call: '*', answer: 503, times: 'always' });
  for (const call of [levels, () => create('user-6'), levels]) expect((await call()).status).toBe(503);
  sandbox.faults.lift(id);
  expect((await levels()).status).toBe(200);
});

test('a fault can carry Retry-After and a code of the provider', async () => {
  sandbox.faults.add({ call: 'listLevels', answer: 429, retryAfterSeconds: 7 });
  sandbox.faults.add({ call: 'listLevels', answer: 401, errorCode: 4004 });
  expect((await levels()).headers.get('retry-after')).toBe('7');
  expect((await levels()).body).toMatchObject({ code: 401, errorCode: 4004 });
});

test('what was not used up is still pending; what is no fault is refused by name', () => {
  const fault: Fault = { call: 'listLevels', answer: 500, times: 3 };
  sandbox.faults.add(fault);
  expect(sandbox.faults.pending()).toEqual([fault]);
  expect(() => sandbox.faults.add({ webhook: '*', fate: 'eaten' } as never)).toThrow(
    'not a fault that the sandbox knows',
  );
});
