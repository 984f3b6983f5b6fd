import fc from 'fast-check';
import { page } from '../../../../src/sandbox/vultsecurity/lists';
import { finished, identified, openAccount, openSession, type Account } from './raw-calls';

let clock = Date.parse('2030-05-01T00:00:00Z');
let account: Account;

beforeAll(async () => {
  account = await openAccount({ now: () => clock, tokenLifetimeSeconds: 30 * 86_400, mostTaken: 3 });
});
afterAll(() => account.stop());

interface Listed {
  readonly sessions: readonly { readonly session_id: string }[];
  readonly meta_counts: Record<string, number>;
}

async function sessionIds(filter: object, path = '/idv/session/list'): Promise<string[]> {
  const { sessions } = (await account.ok(path, filter)) as unknown as Listed;
  return sessions.map(({ session_id }) => session_id);
}

test('take is capped without a word, and skip goes on from there, newest first', async () => {
  const made: string[] = [];
  for (const number of [1, 2, 3, 4, 5]) made.unshift(await openSession(account, `page-${number}`));
  expect(await sessionIds({ take: 100 })).toEqual(made.slice(0, 3));
  expect(await sessionIds({ take: 100, skip: 3 })).toEqual(made.slice(3));
  expect(await sessionIds({ take: 2, skip: 1 })).toEqual(made.slice(1, 3));
  expect(await sessionIds({ take: 0 })).toEqual([]);
  expect(await account.ok('/idv/session/list', { take: 2 })).toMatchObject({ meta_counts: { total: 5, returned: 2 } });
  for (const wrong of [{ take: -1 }, { skip: 1.5 }, { take: '3' }]) {
    expect((await account.post('/idv/session/list', wrong)).status).toBe(400);
  }
});

test('whoever skips by what came sees everything once, whatever they ask for and however it is capped', () => {
  fc.assert(
    fc.property(fc.nat(60), fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }), (size, take, most) => {
      const items = Array.from({ length: size }, (_, at) => at);
      const seen: number[] = [];
      for (;;) {
        const next = page(items, { take, skip: seen.length }, most);
        if (next.length === 0) break;
        seen.push(...next);
      }
      expect(seen).toEqual(items);
    }),
  );
});

test('sessions are found by metadata, status, identity, client, user, date and search term', async () => {
  const { session_id, identity_id } = await identified(account, 'find-1');
  clock += 60_000;
  const later = await openSession(account, 'find-2/attempt-1', { metadata: { kycKey: 'find-2/attempt-1', branch: 7 } });
  const before = new Date(clock - 30_000).toISOString();

  expect(await sessionIds({ metadata: { kycKey: 'find-2/attempt-1' } })).toEqual([later]);
  expect(await sessionIds({ metadata: { branch: 7 } })).toEqual([later]);
  expect(await sessionIds({ metadata: { branch: '7' } })).toEqual([]);
  expect(await sessionIds({ identity_id })).toEqual([session_id]);
  expect(await sessionIds({ identity_id: ['another', identity_id] })).toEqual([session_id]);
  expect(await sessionIds({ status: 'complete' })).toEqual([session_id]);
  expect(await sessionIds({ start_date: before })).toEqual([later]);
  expect(await sessionIds({ end_date: before, start_date: null, status: 'complete' })).toEqual([session_id]);
  expect(await sessionIds({ search_term: session_id.slice(0, 13).toUpperCase() })).toEqual([session_id]);
  expect(await sessionIds({ client_id: account.sandbox.credentials.sdkClientId, take: 1 })).toEqual([later]);
  expect(await sessionIds({ client_id: ['somebody else'] })).toEqual([]);
  expect(await sessionIds({ user_id: 'somebody else' })).toEqual([]);
  expect((await account.post('/idv/session/list', { start_date: 'yesterday' })).status).toBe(400);
  expect((await account.post('/idv/session/list', { status: 'pending' })).status).toBe(400);
});

test('authentications are found by their outcome, which the filter calls verified', async () => {
  const { identity_id } = await identified(account, 'find-3');
  account.sandbox.scriptAuthentications('find-3', [{ verified: false }]);
  const made: string[] = [];
  for (const _time of [1, 2]) {
    const { session_id } = await account.ok('/ida/session/create', { identity_id });
    account.sandbox.finishOnDevice('find-3');
    made.push(session_id as string);
  }
  expect(await sessionIds({ identity_id }, '/ida/session/list')).toEqual([made[1], made[0]]);
  expect(await sessionIds({ identity_id, verified: false }, '/ida/session/list')).toEqual([made[0]]);
  expect(await sessionIds({ identity_id, verified: true }, '/ida/session/list')).toEqual([made[1]]);
});

test('identities are read one by one, several at a time, or by metadata', async () => {
  const { identity_id } = await identified(account, 'find-4');
  const { identity_id: other } = await identified(account, 'find-5');
  const idsOf = async (body: object) =>
    ((await account.ok('/identity/read', body))['identities'] as { identity_id: string }[]).map(
      (one) => one.identity_id,
    );
  const one = await account.ok('/identity/read', { identity_id });
  expect(one).toMatchObject({ identity_id, verified: true, liveness_detected: true });
  expect(one).not.toHaveProperty('identities');
  expect(await idsOf({ identity_id: [identity_id, other] })).toEqual([other, identity_id]);
  expect(await idsOf({ identity_ids: [identity_id, 'nobody'] })).toEqual([identity_id]);
  expect(await idsOf({ metadata: { kycKey: 'find-5' } })).toEqual([other]);
  expect((await account.post('/identity/read', {})).status).toBe(400);
  expect((await account.post('/identity/read', { identity_id: 'nobody' })).status).toBe(400);
  const { identities } = await account.ok('/identity/list', { metadata: { kycKey: 'find-4' } });
  expect(identities).toMatchObject([{ identity_id }]);
});

test('requirements and weights are replaced as a whole or not at all', async () => {
  const { body: weights } = await account.get('/idv/weights');
  const { client_id: _client, user_id: _user, age_weight: _age, ...incomplete } = weights as Record<string, unknown>;
  expect(Object.keys(incomplete)).toHaveLength(26);
  expect((await account.post('/idv/weights/update', incomplete)).status).toBe(400);
  expect((await account.post('/idv/weights/update', { ...incomplete, age_weight: '1' })).status).toBe(400);
  await account.ok('/idv/weights/update', { ...incomplete, age_weight: 3, user_id: 'reviewer' });
  expect((await account.get('/idv/weights?user_id=reviewer')).body).toMatchObject({
    age_weight: 3,
    user_id: 'reviewer',
  });
  expect((await account.get('/idv/weights')).body).toEqual(weights);
  expect((await account.get('/idv/weights/nothing')).status).toBe(400);

  const { body } = await account.get('/idv/requirements?type_e=driver_license&data_source_e=unknown');
  const [set] = (body as { requirements: Record<string, unknown>[] }).requirements;
  expect(Object.keys(set!).filter((name) => name.endsWith('_required'))).toHaveLength(25);
  const { class_required: _class, ...rest } = set!;
  expect((await account.post('/idv/requirements/update', rest)).status).toBe(400);
  expect((await account.get('/idv/requirements?type_e=library_card')).status).toBe(400);
});

test('the document of a session is listed once it was shown', async () => {
  const session_id = await openSession(account, 'document-1');
  expect(await account.ok('/idv/document/list', { session_id })).toMatchObject({ documents: [] });
  const shown = await finished(account, 'document-2');
  const { documents } = await account.ok('/idv/document/list', { session_id: shown });
  expect(documents).toEqual([await account.ok('/idv/document/read', { session_id: shown })]);
});
