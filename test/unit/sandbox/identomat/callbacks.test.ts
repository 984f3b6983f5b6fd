import { startSandbox, type Sandbox } from '../../../../src/sandbox';
import { startReceiver, type ReceivedWebhook } from '../webhook-receiver';
import { begin, decided } from './company-calls';

type Receiver = Awaited<ReturnType<typeof startReceiver>>;

let receiver: Receiver;
let sandbox: Sandbox;
let answer: (webhook: ReceivedWebhook) => number = () => 200;

beforeEach(async () => {
  answer = () => 200;
  receiver = await startReceiver((webhook) => answer(webhook));
  sandbox = await startSandbox({
    webhookUrl: receiver.url,
    timeScale: 60_000,
    identomat: { reviewMs: 10, recordingMs: 10 },
  });
});
afterEach(async () => {
  await sandbox.stop();
  await receiver.close();
});

const callbackApiKey = 'synthetic-identomat-callback-key';

test('a session wakes the company when its user has finished and when it is decided, and tells nothing of the result', async () => {
  const token = await decided(sandbox, 'hook-1');
  await sandbox.identomat.delivered('status-update', { externalUserId: 'hook-1', times: 2 });
  await sandbox.identomat.webhooksSettled();
  expect(receiver.received.map(({ path, payload }) => [path, payload])).toEqual(
    Array(2).fill(['/webhooks/identomat', { callbackApiKey, type: 'status-update', sessionId: token }]),
  );
});

test('codes and links for a company that sends its own messages come with the fields of the documentation', async () => {
  const token = await begin(sandbox, 'errand-1');
  sandbox.identomat.errand('sms-code', 'errand-1', '+77000000000');
  sandbox.identomat.errand('sms-link', 'errand-1', '+77000000000');
  sandbox.identomat.errand('email-code', 'errand-1', 'synthia@example.com');
  sandbox.identomat.errand('email-link', 'errand-1', 'synthia@example.com');
  await sandbox.identomat.delivered('*', { times: 4 });
  const base = { callbackApiKey, sessionId: token };
  const link = `${sandbox.identomat.hosts.widgetUrl}/?session_token=${token}`;
  const code = expect.stringMatching(/^Your code is \d{4}$/);
  const phoneNumber = '+77000000000';
  const email = 'synthia@example.com';
  expect(receiver.received.map(({ payload }) => payload)).toEqual([
    { ...base, type: 'one-time-password-request', text: code, phoneNumber },
    {
      ...base,
      type: 'share-session-link-via-sms',
      text: expect.stringContaining(link),
      phoneNumber,
      sessionLink: link,
    },
    { ...base, type: 'email-one-time-password-request', text: code, email },
    { ...base, type: 'share-session-link-via-email', text: expect.stringContaining(link), email, sessionLink: link },
  ]);
});

test('a callback that is not taken comes again, and is given up after the last resend', async () => {
  answer = () => 503;
  await begin(sandbox, 'resend-1');
  sandbox.identomat.errand('sms-code', 'resend-1', '+77000000000');
  const [sent] = await sandbox.identomat.webhooksSettled();
  expect(sent).toMatchObject({ outcome: 'given-up', attempts: Array(4).fill({ answer: 503 }) });

  let failures = 1;
  answer = () => (failures-- > 0 ? 500 : 200);
  sandbox.identomat.errand('sms-code', 'resend-1', '+77000000000');
  await sandbox.identomat.delivered('one-time-password-request');
  expect((await sandbox.identomat.webhooksSettled()).at(-1)).toMatchObject({
    outcome: 'delivered',
    attempts: [{ answer: 500 }, { answer: 200 }],
  });
});

test('callbacks can be lost, and forged: with a wrong key, and about a session that nobody knows', async () => {
  const about = { provider: 'identomat', webhook: 'status-update', externalUserId: 'hook-2' } as const;
  sandbox.faults.add({ ...about, fate: 'lost' });
  sandbox.faults.add({ ...about, fate: 'forged', forgery: 'unknown-user' });
  const token = await decided(sandbox, 'hook-2');
  sandbox.identomat.forgeCallback('hook-2', 'bad-signature');
  await sandbox.identomat.webhooksSettled();
  expect(sandbox.identomat.webhooks().map(({ outcome, forged }) => [outcome, forged])).toEqual([
    ['delivered', true],
    ['lost', false],
    ['delivered', false],
    ['delivered', true],
  ]);
  const [unknown, , wrongKey] = receiver.received.map(({ payload }) => payload);
  expect(unknown).toMatchObject({ callbackApiKey, sessionId: expect.not.stringMatching(token), result: 'approved' });
  expect(wrongKey).toMatchObject({ sessionId: token, result: 'approved' });
  expect(wrongKey!['callbackApiKey']).not.toBe(callbackApiKey);
});

test('a company without callbacks about results has to ask', async () => {
  const own = await startSandbox({ webhookUrl: receiver.url, identomat: { reviewMs: 10, statusUpdateType: 'none' } });
  await decided(own, 'quiet-1');
  expect(own.identomat.webhooks()).toEqual([]);
  await own.stop();
});
