import type { Outcome } from '../../../../src/sandbox/vultsecurity/outcome-script';
import {
  finalize,
  finished,
  identified,
  openAccount,
  openSession,
  place,
  readSession,
  takeSteps,
  type Account,
} from './raw-calls';

let account: Account;

beforeAll(async () => {
  account = await openAccount();
});
afterAll(() => account.stop());

/** What finalization answers, and what the session says right after it. */
async function outcomeOf(key: string) {
  const session_id = await openSession(account, key);
  await takeSteps(account, session_id);
  const answer = await finalize(account, session_id);
  const { status_e, verified, ofac_status_e } = await readSession(account, session_id);
  return [answer['verified'], answer['on_sanction_list'], status_e, verified, ofac_status_e];
}

test.each([
  ['user-1', [true, false, 'complete', true, 'clear']],
  ['reject-1', [false, false, 'complete', false, 'clear']],
  ['sanction-1', [true, true, 'complete', true, 'match']],
  ['blocked-1', [null, false, 'temporarily_blocked', null, 'clear']],
  ['temporary-1', [true, false, 'temporarily_complete', true, 'clear']],
  ['never-1', [null, false, 'in_progress', null, 'clear']],
  ['unknown-1', [true, false, 'under_audit', true, 'clear']],
  ['null-1', [null, null, 'complete', null, null]],
  ['flip-1', [true, false, 'complete', true, 'clear']],
])('by how its key begins, %s ends so', async (key, expected) => {
  expect(await outcomeOf(key)).toEqual(expected);
});

test.each([
  ['retry-2', [false, false, 'complete', false, 'clear']],
  ['expire-2', [null, false, 'expired', null, 'clear']],
])('%s fares better in a second session, which the key of an attempt belongs to as well', async (key, first) => {
  expect(await outcomeOf(`${key}/1`)).toEqual(first);
  expect(await outcomeOf(`${key}/2`)).toEqual([true, false, 'complete', true, 'clear']);
  expect(account.sandbox.sessions(key)).toHaveLength(2);
});

test.each(['hold-3', 'temporary-3'])('%s is completed by itself a little later', async (key) => {
  const session_id = await finished(account, key);
  await account.sandbox.reached(key, 'complete');
  expect(await readSession(account, session_id)).toMatchObject({ status_e: 'complete', verified: true });
});

test('an approval that flips keeps its identity, which is no longer verified', async () => {
  const { session_id, identity_id } = await identified(account, 'flip-4');
  account.sandbox.flip('flip-4', { verified: false, onSanctionList: true });
  expect(await readSession(account, session_id)).toMatchObject({
    verified: false,
    ofac_status_e: 'match',
    identity_id,
  });
  expect(await account.ok('/identity/status/read', { identity_id })).toEqual({ verified: false });
});

test('a script says what becomes of one session after the other, and after it the default rules do', async () => {
  const outcomes: Outcome[] = [
    { verified: false, score: 12, dmvStatus: 'mismatch' },
    { status: 'temporarily_complete', verified: null, then: { verified: true, ofacStatus: 'possible', afterMs: 20 } },
  ];
  account.sandbox.script('script-1', outcomes);
  const first = await finished(account, 'script-1');
  expect(await readSession(account, first)).toMatchObject({ verified: false, score: 12, dmv_status_e: 'mismatch' });
  const second = await finished(account, 'script-1');
  await account.sandbox.reached('script-1', 'complete');
  expect(await readSession(account, second)).toMatchObject({ verified: true, ofac_status_e: 'possible' });
  expect(await outcomeOf('script-1')).toEqual([true, false, 'complete', true, 'clear']);
});

test('an outcome that takes its time leaves the session in progress until it comes', async () => {
  account.sandbox.script('slow-1', [{ afterMs: 30 }]);
  const session_id = await openSession(account, 'slow-1');
  await takeSteps(account, session_id);
  expect(await finalize(account, session_id)).toEqual({ verified: null, on_sanction_list: null });
  await account.sandbox.reached('slow-1', 'complete');
  expect(await readSession(account, session_id)).toMatchObject({ verified: true });
});

test('a session can be ended in any status from outside, also before it is finalized', async () => {
  const session_id = await openSession(account, 'outside-1');
  account.sandbox.flip('outside-1', { status: 'temporarily_blocked', verified: null });
  expect(await readSession(account, session_id)).toMatchObject({ status_e: 'temporarily_blocked', verified: null });
  const { status } = await account.post('/idv/sdk/identity-consent/add', { session_id, consented: true });
  expect(status).toBe(400);
});

test('a script that makes no sense is refused in words', () => {
  expect(() => account.sandbox.script('user-9', [{ verifeid: true } as Outcome])).toThrow('verifeid');
  expect(() => account.sandbox.flip('nobody-9', {})).toThrow('no session of nobody-9');
});

test('waiting for a status that does not come fails with the one that is there', async () => {
  await finished(account, 'never-9');
  await expect(account.sandbox.reached('never-9', 'complete', 20)).rejects.toThrow(
    'never-9 was not complete within 20 ms, but in_progress.',
  );
});

test('the person can finish on their own device, by the calls that the component makes', async () => {
  const session_id = await openSession(account, 'device-1');
  account.sandbox.finishOnDevice('device-1', 'passport');
  expect(await readSession(account, session_id)).toMatchObject({ status_e: 'complete', verified: true });
  expect(account.sandbox.calls({ externalUserId: 'device-1' }).map(({ operation }) => operation)).toEqual([
    'createIdvSession',
    'addIdentityConsent',
    'updateDocumentType',
    'addDocumentFrontImage',
    'generateIdvLivenessSession',
    'processIdvLivenessSession',
    'finalizeIdv',
    'readIdvSession',
  ]);
  expect(() => account.sandbox.finishOnDevice('device-1')).toThrow('finalized before');
});

describe('authentication', () => {
  async function authenticate(identity_id: string): Promise<Record<string, unknown>> {
    const { session_id } = await account.ok('/ida/session/create', { identity_id });
    expect(await account.ok('/ida/session/read', { session_id })).toMatchObject({ authenticated: false });
    expect((await account.post('/ida/sdk/finalize', { session_id })).status).toBe(400); // liveness is missing
    await account.ok('/ida/sdk/liveness-session/generate', { session_id, ...place });
    await account.ok('/ida/sdk/liveness-session/process', { session_id, ...place });
    expect(await account.ok('/ida/sdk/finalize', { session_id })).toEqual({});
    expect((await account.post('/ida/sdk/finalize', { session_id })).status).toBe(400);
    return account.ok('/ida/session/read', { session_id });
  }

  test('needs a known identity, liveness and finalization, and no consent', async () => {
    expect((await account.post('/ida/session/create', { identity_id: 'nobody' })).status).toBe(400);
    const { identity_id } = await identified(account, 'login-1');
    expect(await authenticate(identity_id)).toMatchObject({ status_e: 'complete', authenticated: true, identity_id });
    expect(account.sandbox.effectsOn('login-1')).toMatchObject({
      'authentication-created': 1,
      'authentication-finalized': 1,
    });
  });

  test('fails when its own script says so', async () => {
    const { identity_id } = await identified(account, 'login-2');
    account.sandbox.scriptAuthentications('login-2', [{ verified: false }, { status: 'expired', verified: null }]);
    expect(await authenticate(identity_id)).toMatchObject({ status_e: 'complete', authenticated: false });
    expect(await authenticate(identity_id)).toMatchObject({ status_e: 'expired', authenticated: null });
    expect(await authenticate(identity_id)).toMatchObject({ status_e: 'complete', authenticated: true });
  });

  test('can be finished on the device too', async () => {
    const { identity_id } = await identified(account, 'login-3');
    const { session_id } = await account.ok('/ida/session/create', { identity_id });
    account.sandbox.finishOnDevice('login-3');
    expect(await account.ok('/ida/session/read', { session_id })).toMatchObject({ authenticated: true });
  });
});
