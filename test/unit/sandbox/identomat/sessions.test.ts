import { startSandbox, type IdentomatOutcome, type Sandbox } from '../../../../src/sandbox';
import { begin, decided, external, result, send, widget } from './company-calls';

const minute = 60_000;
let now = Date.UTC(2030, 0, 15, 12);
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ clock: () => now, identomat: { reviewMs: 10, recordingMs: 10 } });
});
afterAll(() => sandbox.stop());

const outcome = async (token: string) => (await result(sandbox, token))['result'];

test('a session that nobody finishes expires after fifteen minutes: the page is gone, and the result says so', async () => {
  const token = await begin(sandbox, 'expiry-1');
  const page = `${sandbox.identomat.hosts.widgetUrl}/?session_token=${token}`;
  now += 15 * minute - 1;
  expect((await send(page, { method: 'GET' })).status).toBe(200);
  expect(await outcome(token)).toBe('in_progress');
  now += 1;
  expect((await send(page, { method: 'GET' })).status).toBe(410);
  expect(await outcome(token)).toBe('expired');
  expect(() => sandbox.identomat.finishHosted('expiry-1')).toThrow('The session of expiry-1 is over.');
});

test('whoever finished in time is decided whenever the operator comes to it', async () => {
  const token = await begin(sandbox, 'manual-1');
  now += 14 * minute;
  sandbox.identomat.finishHosted(token);
  await sandbox.identomat.reached(token, 'manual-check');
  now += 48 * 60 * minute;
  expect(await outcome(token)).toBe('manual_check');
  sandbox.identomat.decide('manual-1', { result: 'approved', comment: 'seen by a person' });
  expect(await result(sandbox, token)).toMatchObject({ result: 'approved', result_comment: 'seen by a person' });
});

test('the lifetime is that of the configuration, where there is one', async () => {
  const token = await begin(sandbox, 'video-1', { config_id: '5a0d000000000000000ca110' });
  now += 23 * 60 * minute;
  expect(sandbox.identomat.session(token)).toMatchObject({ state: 'in-progress' });
  now += 60 * minute;
  expect(sandbox.identomat.session(token)).toMatchObject({ state: 'expired' });
});

test.each<[string, string, object]>([
  ['anybody', 'approved', {}],
  ['reject-1', 'rejected', { errors: ['LOW_SIMILARITY'] }],
  ['hold-1', 'approved', {}],
  ['retry-1', 'rejected', { errors: ['DOCUMENT_NOT_READABLE'] }],
  ['unknown-1', 'purple', {}],
])('without a script, %s is %s', async (name, said, more) => {
  expect(await result(sandbox, await decided(sandbox, name))).toMatchObject({ result: said, ...more });
});

test('a second session follows a temporary rejection, and a session that was left', async () => {
  await decided(sandbox, 'retry-2');
  expect(await outcome(await decided(sandbox, 'retry-2'))).toBe('approved');

  const left = await begin(sandbox, 'expire-1');
  expect(sandbox.identomat.finishHosted('expire-1')).toBe('left');
  expect(await outcome(left)).toBe('expired');
  expect(await outcome(await decided(sandbox, 'expire-1'))).toBe('approved');
  expect(sandbox.identomat.sessionsOf('expire-1').map(({ state }) => state)).toEqual(['expired', 'decided']);
});

test('what never ends stays in progress although the user has finished', async () => {
  const token = await begin(sandbox, 'never-1');
  sandbox.identomat.finishHosted(token);
  now += 60 * minute;
  expect(await outcome(token)).toBe('in_progress');
});

test('a script goes over the sessions of a name; another is for whoever begins next', async () => {
  const blurred: IdentomatOutcome = { result: 'rejected', rejectReason: { value: 'blurry_image' } };
  sandbox.identomat.script('scripted-1', [blurred, 'manual-check', { result: 'approved', similarity: 0.5 }]);
  expect(await result(sandbox, await decided(sandbox, 'scripted-1'))).toMatchObject({ errors: ['BLURRY_IMAGE'] });
  expect(await result(sandbox, await decided(sandbox, 'scripted-1'))).toMatchObject({
    result: 'approved',
    similarity: 0.5,
  });
  sandbox.identomat.scriptNext([{ result: 'disagreed' }]);
  const { body } = await widget(sandbox, 'begin');
  sandbox.identomat.finishHosted(body as string);
  await sandbox.identomat.reached(body as string, 'decided');
  expect(await outcome(body as string)).toBe('disagreed');
});

test('a decision can be turned later, by itself and by an operator', async () => {
  sandbox.identomat.script('turned-1', [{ result: 'approved', reversal: { result: 'rejected', afterMs: 10 } }]);
  const token = await begin(sandbox, 'turned-1');
  sandbox.identomat.finishHosted(token);
  await sandbox.identomat.reached(token, 'approved');
  await sandbox.identomat.reached(token, 'rejected');
  expect(await outcome(token)).toBe('rejected');
  sandbox.identomat.decide(token, { result: 'rejected', errors: ['BLACKLISTED'] });
  expect(await result(sandbox, token)).toMatchObject({ result: 'rejected', errors: ['BLACKLISTED'] });
});

test('deleting a session really deletes it: nothing of it can be read any more, and again it is not found', async () => {
  const session_token = await decided(sandbox, 'delete-1');
  expect((await widget(sandbox, 'delete', { session_token })).body).toBe(true);
  const gone = { argumentError: 'session-not-found' };
  for (const path of ['result', 'result/face', 'result/card-front', 'delete']) {
    expect([path, (await widget(sandbox, path, { session_token })).body]).toEqual([path, gone]);
  }
  for (const method of ['list-session-activities', 'get-visual-markers', 'get-session-statistical-summary']) {
    expect((await external(sandbox, method, { sessionId: session_token })).body).toEqual(gone);
  }
  expect(sandbox.identomat.session(session_token)).toBeUndefined();
  expect(sandbox.identomat.effectsOn('delete-1')).toEqual({
    'session-begun': 1,
    'session-finished': 1,
    'session-deleted': 1,
  });
});

test('nothing comes to a session that was deleted before it was decided', async () => {
  sandbox.identomat.script('delete-2', [{ result: 'approved' }]);
  const session_token = await begin(sandbox, 'delete-2');
  sandbox.identomat.finishHosted(session_token);
  await widget(sandbox, 'delete', { session_token });
  await decided(sandbox, 'delete-3'); // begun later, decided: the other's time has passed
  expect(sandbox.identomat.webhooks().filter(({ externalUserId }) => externalUserId === 'delete-2')).toHaveLength(1);
});

test('a second living session for the same person is told from a first', async () => {
  await begin(sandbox, 'twice-1');
  await begin(sandbox, 'twice-1');
  expect(sandbox.identomat.effectsOn('twice-1')).toEqual({ 'session-begun': 1, 'session-begun-again': 1 });
});

test('recordings of a video call appear late: no shots and no videos, then both', async () => {
  const own = await startSandbox({ identomat: { reviewMs: 10, recordingMs: 600_000 } });
  const sessionId = await begin(own, 'call-1', { config_id: '5a0d000000000000000ca110' });
  own.identomat.finishHosted(sessionId);
  await own.identomat.reached(sessionId, 'decided');
  expect((await external(own, 'get-video-call-shots', { sessionId })).body).toEqual({ result: [] });
  expect((await external(own, 'get-video-call-videos', { sessionId })).body).toEqual({ argumentError: 'not-found' });
  own.identomat.record(sessionId, { shots: 2, videos: 1 });
  await own.identomat.recorded(sessionId);
  expect((await external(own, 'get-video-call-shots', { sessionId })).body).toEqual({
    result: [[expect.stringMatching(/^data:application\/x-tar;base64,/)]],
  });
  const videos = await external(own, 'get-video-call-videos', { sessionId });
  expect([videos.type, videos.bytes.toString('latin1', 0, 12)]).toEqual(['application/x-tar', 'video-1.webm']);
  await own.stop();
});

test('a call that is ended twice is told from one that is ended once', async () => {
  const sessionId = await begin(sandbox, 'call-2');
  expect((await external(sandbox, 'end-video-call', { sessionId })).body).toEqual({});
  expect((await external(sandbox, 'end-video-call', { sessionId })).body).toEqual({});
  expect(sandbox.identomat.effectsOn('call-2')).toMatchObject({ 'call-ended': 1, 'call-ended-again': 1 });
  expect(sandbox.identomat.session(sessionId)).toMatchObject({ callEnded: true });
});

test('the page goes through the session, tells the user, and leads back to the company', async () => {
  const token = await begin(sandbox, 'page-1');
  const { widgetUrl } = sandbox.identomat.hosts;
  const shown = await send(`${widgetUrl}/?session_token=${token}`, { method: 'GET' });
  expect(shown.bytes.toString()).toContain('Liveness Check');
  const finished = await send(`${widgetUrl}/finish?session_token=${token}`, {});
  expect(finished.bytes.toString()).toContain('href="https://company.example/cases/page-1"');
  expect((await send(`${widgetUrl}/finish?session_token=${token}`, {})).status).toBe(410);
  expect((await send(`${widgetUrl}/?session_token=nobody`, { method: 'GET' })).status).toBe(404);
  expect((await send(`${widgetUrl}/finish?session_token=${token}`, { method: 'GET' })).status).toBe(405);
});
