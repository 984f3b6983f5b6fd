import { finished, openAccount, openSession, startReceiver, takeSteps, finalize, type Account } from './raw-calls';

let receiver: Awaited<ReturnType<typeof startReceiver>>;
let account: Account;

beforeEach(async () => {
  receiver = await startReceiver();
  account = await openAccount();
});
afterEach(async () => {
  await account.stop();
  await receiver.close();
});

/** Finalizes a session whose own webhook is at this path. */
async function finishedWithHook(key: string, path = '/session/secret-1'): Promise<string> {
  const session_id = await openSession(account, key, { webhook_url: receiver.url + path });
  await takeSteps(account, session_id);
  await finalize(account, session_id);
  return session_id;
}

const said = () => receiver.received.map(({ path, text }) => `${path} ${text}`);

test("a session's own webhook is called when its status changes: unsigned, once, with nothing but its id", async () => {
  const session_id = await finishedWithHook('hook-1');
  const [sent] = await account.sandbox.delivered('idv-session', { externalUserId: 'hook-1' });
  expect(receiver.received).toEqual([
    { path: '/session/secret-1', type: 'application/json', text: JSON.stringify({ session_id }) },
  ]);
  expect(Object.keys(sent!.headers)).toEqual(['content-type']);
});

test('the registry is called for every session until the webhook is removed', async () => {
  await account.ok('/webhook/create', { name: 'all', url: `${receiver.url}/registry/secret-2` });
  await account.ok('/webhook/create', { name: 'other', url: `${receiver.url}/other`, client_id: 'somebody-else' });
  const session_id = await finished(account, 'hook-2');
  await account.sandbox.webhooksSettled();
  expect(said()).toEqual([`/registry/secret-2 ${JSON.stringify({ session_id })}`]);

  const { webhooks } = await account.ok('/webhook/list', { search_term: 'secret-2' });
  const [{ id }] = webhooks as [{ id: string }];
  for (const _time of [1, 2]) expect(await account.ok('/webhook/delete', { id })).toEqual({});
  await finished(account, 'hook-3');
  await account.sandbox.webhooksSettled();
  expect(receiver.received).toHaveLength(1);
});

test('registry and session are both called, and one address only once', async () => {
  await account.ok('/webhook/create', { name: 'one', url: `${receiver.url}/session/secret-1` });
  await account.ok('/webhook/create', { name: 'two', url: `${receiver.url}/registry/secret-2` });
  await finishedWithHook('hook-4');
  await account.sandbox.webhooksSettled();
  expect(receiver.received.map(({ path }) => path).sort()).toEqual(['/registry/secret-2', '/session/secret-1']);
});

test('a wake-up can be empty', async () => {
  await account.stop();
  account = await openAccount({ webhookBody: 'empty', webhookUrl: `${receiver.url}/account` });
  await finished(account, 'hook-5');
  await account.sandbox.delivered('idv-session');
  expect(receiver.received).toEqual([{ path: '/account', type: undefined, text: '' }]);
});

test('every later change wakes again, and so does an authentication', async () => {
  await finishedWithHook('hold-6');
  await account.sandbox.reached('hold-6', 'complete');
  await account.sandbox.delivered('idv-session', { externalUserId: 'hold-6', times: 2 });
  const [{ identityId: identity_id } = {}] = account.sandbox.sessions('hold-6');
  await account.ok('/ida/session/create', { identity_id, webhook_url: `${receiver.url}/ida/secret-3` });
  account.sandbox.finishOnDevice('hold-6');
  await account.sandbox.delivered('ida-session');
  expect(receiver.received.map(({ path }) => path)).toEqual([
    '/session/secret-1',
    '/session/secret-1',
    '/ida/secret-3',
  ]);
});

test('the script has wake-ups doubled, late or lost', async () => {
  account.faults.add({ webhook: 'idv-session', fate: 'duplicated', externalUserId: 'hook-7' });
  await finishedWithHook('hook-7');
  await account.sandbox.webhooksSettled();
  expect(receiver.received).toHaveLength(2);

  account.faults.add({ webhook: '*', fate: 'late', delayMs: 60 });
  await finishedWithHook('hook-8', '/late');
  expect(said().some((call) => call.startsWith('/late'))).toBe(false);
  await finishedWithHook('hook-9', '/prompt');
  await account.sandbox.webhooksSettled();
  expect(receiver.received.map(({ path }) => path).slice(2)).toEqual(['/prompt', '/late']);

  account.faults.add({ webhook: '*', fate: 'lost' });
  await finishedWithHook('hook-10', '/lost');
  const all = await account.sandbox.webhooksSettled();
  expect(receiver.received).toHaveLength(4);
  expect(all.at(-1)).toMatchObject({ externalUserId: 'hook-10', outcome: 'lost', attempts: [] });
});

test('a forged wake-up comes to an address that nobody gave, or is about a session that nobody knows', async () => {
  const session_id = await finishedWithHook('hook-11');
  account.sandbox.forgeWebhook('hook-11', 'bad-signature');
  account.sandbox.forgeWebhook('hook-11', 'unknown-user');
  await account.sandbox.webhooksSettled();
  const [truth, wrongAddress, wrongSession] = [...receiver.received].sort(
    (a, b) => rank(a.path, a.text) - rank(b.path, b.text),
  );
  expect(truth).toMatchObject({ path: '/session/secret-1', text: JSON.stringify({ session_id }) });
  expect(wrongAddress).toMatchObject({ path: '/session/not-the-token-of-anybody' });
  expect(wrongSession!.path).toBe('/session/secret-1');
  expect(JSON.parse(wrongSession!.text)).not.toEqual({ session_id });

  function rank(path: string, text: string): number {
    return path !== '/session/secret-1' ? 1 : text.includes(session_id) ? 0 : 2;
  }
});

test('a forged wake-up has no token right, wherever in the path the tokens are', async () => {
  await finishedWithHook('hook-14', '/hooks/0123456789abcdef-receiver/0123456789abcdef-session');
  account.sandbox.forgeWebhook('hook-14', 'bad-signature');
  await account.sandbox.webhooksSettled();
  expect(receiver.received.map(({ path }) => path)).toContain(
    '/hooks/not-the-token-of-anybody/not-the-token-of-anybody',
  );
});

test("the same address is called once, whether it is the account's or the session's", async () => {
  account.sandbox.sendWebhooksTo(`${receiver.url}/session/secret-1`);
  await finishedWithHook('hook-15');
  await account.sandbox.webhooksSettled();
  expect(receiver.received).toHaveLength(1);
});

test('waiting for a wake-up that does not come fails with what became of those that were sent', async () => {
  account.faults.add({ webhook: '*', fate: 'lost' });
  await finishedWithHook('hook-12');
  await expect(account.sandbox.delivered('idv-session', {}, 20)).rejects.toThrow(
    '0 idv-session webhook(s) were delivered within 20 ms, not 1. Sent: idv-session lost.',
  );
});

test('an address that is none is never called, and nothing breaks', async () => {
  const session_id = await openSession(account, 'hook-13', { webhook_url: 'string' });
  await takeSteps(account, session_id);
  await finalize(account, session_id);
  expect(await account.sandbox.webhooksSettled()).toMatchObject([{ outcome: 'unsent' }]);
});
