import { createHmac } from 'node:crypto';
import { startSandbox, type Fault, type Sandbox, type SandboxOptions } from '../../../src/sandbox';
import { createApplicant, reviewed } from './signed-calls';
import { startReceiver, type ReceivedWebhook } from './webhook-receiver';

let stop: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stop.map((end) => end()));
  stop = [];
});

async function pair(options: SandboxOptions = {}, answer?: (webhook: ReceivedWebhook) => number) {
  const receiver = await startReceiver(answer);
  const sandbox = await startSandbox({ webhookUrl: receiver.url, idngo: { reviewMs: 20 }, ...options });
  stop.push(() => sandbox.stop(), receiver.close);
  return { sandbox, receiver };
}

const withFault = (fault: Fault) => pair({ faults: [fault] });

function signatureOf({ raw }: ReceivedWebhook, sandbox: Sandbox, algorithm = 'sha256'): string {
  return createHmac(algorithm, sandbox.idngo.credentials.webhookSecret).update(raw).digest('hex');
}

test('a webhook goes to the route of IDnGO, signed over its raw body with the secret of webhooks', async () => {
  const { sandbox, receiver } = await pair();
  await reviewed(sandbox, 'user-1');
  await sandbox.idngo.delivered('applicantReviewed');
  const webhook = receiver.received.at(-1)!;
  expect(webhook.path).toBe('/webhooks/idngo');
  expect(webhook.headers['x-payload-digest-alg']).toBe('HMAC_SHA256_HEX');
  expect(webhook.headers['x-payload-digest']).toBe(signatureOf(webhook, sandbox));
  const { applicantId } = sandbox.idngo.applicant('user-1')!;
  expect(webhook.payload).toEqual({
    applicantId,
    inspectionId: expect.stringMatching(/^[0-9a-f]{24}$/) as string,
    applicantType: 'individual',
    correlationId: expect.stringMatching(/^req-/) as string,
    levelName: 'basic-kyc-level',
    sandboxMode: true,
    externalUserId: 'user-1',
    type: 'applicantReviewed',
    reviewResult: { reviewAnswer: 'GREEN' },
    reviewStatus: 'completed',
    createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\+0000$/) as string,
    createdAtMs: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}$/) as string,
    clientId: 'temporal-kyc-sandbox',
  });
});

test('the algorithm can be another one, and a production token leaves sandbox mode', async () => {
  const credentials = { appToken: 'prd:production-token.private' };
  const { sandbox, receiver } = await pair({ idngo: { webhookAlgorithm: 'HMAC_SHA512_HEX', credentials } });
  await createApplicant(sandbox, 'user-1');
  await sandbox.idngo.delivered('applicantCreated');
  const [webhook] = receiver.received;
  expect(webhook!.headers['x-payload-digest']).toBe(signatureOf(webhook!, sandbox, 'sha512'));
  expect(webhook!.payload['sandboxMode']).toBe(false);
});

test('a failed delivery is repeated four times by the documented schedule, the same bytes each time, then given up', async () => {
  const { sandbox, receiver } = await pair({ timeScale: 180_000 }, () => 503);
  await createApplicant(sandbox, 'user-1');
  const [webhook] = await sandbox.idngo.webhooksSettled();
  expect(webhook).toMatchObject({ outcome: 'given-up' });
  expect(receiver.received).toHaveLength(5);
  expect(new Set(receiver.received.map(({ raw }) => raw.toString())).size).toBe(1);
  // 5 min, 1 h, 5 h, 18 h, 180,000 times faster; timers and loopback may only add to it.
  const pauses = receiver.received.slice(1).map(({ at }, before) => at - receiver.received[before]!.at);
  [300, 3_600, 18_000, 64_800].forEach((seconds, at) => {
    expect(pauses[at]).toBeGreaterThanOrEqual((seconds * 1_000) / 180_000 - 2);
  });
});

test('any 2xx ends the repetitions', async () => {
  let failures = 2;
  const { sandbox, receiver } = await pair({ timeScale: 1_000_000 }, () => (failures-- > 0 ? 500 : 204));
  await createApplicant(sandbox, 'user-1');
  const [webhook] = await sandbox.idngo.delivered('applicantCreated');
  expect(webhook!.attempts.map(({ answer }) => answer)).toEqual([500, 500, 204]);
  expect(receiver.received).toHaveLength(3);
});

test('an endpoint that is down is tried as often as one that fails', async () => {
  const receiver = await startReceiver();
  await receiver.close();
  const sandbox = await startSandbox({ webhookUrl: receiver.url, timeScale: 1_000_000 });
  stop.push(() => sandbox.stop());
  await createApplicant(sandbox, 'user-1');
  const [webhook] = await sandbox.idngo.webhooksSettled();
  expect(webhook!.attempts.map(({ answer }) => answer)).toEqual(Array(5).fill('ECONNREFUSED'));
  await expect(sandbox.idngo.delivered('applicantCreated', {}, 1)).rejects.toThrow(
    '0 applicantCreated webhook(s) were delivered within 1 ms, not 1. Sent: applicantCreated given-up.',
  );
});

test('without an address nothing is sent, and later webhooks go to the one that is given then', async () => {
  const receiver = await startReceiver();
  const sandbox = await startSandbox();
  stop.push(() => sandbox.stop(), receiver.close);
  await createApplicant(sandbox, 'user-1');
  sandbox.idngo.sendWebhooksTo(`${receiver.url}/elsewhere`);
  await createApplicant(sandbox, 'user-2');
  await sandbox.idngo.delivered('*', { externalUserId: 'user-2' });
  expect(receiver.received.map(({ path, payload }) => [path, payload['externalUserId']])).toEqual([
    ['/elsewhere', 'user-2'],
  ]);
  expect(sandbox.idngo.webhooks().map(({ outcome }) => outcome)).toEqual(['unsent', 'delivered']);
});

test('a lost webhook never arrives; all others do', async () => {
  const { sandbox, receiver } = await withFault({ webhook: 'applicantPending', fate: 'lost' });
  await reviewed(sandbox, 'user-1');
  await sandbox.idngo.delivered('applicantReviewed');
  expect(receiver.types()).toEqual(['applicantCreated', 'applicantPrechecked', 'applicantReviewed']);
});

test('all webhooks of one applicant can be lost for ever', async () => {
  const { sandbox, receiver } = await withFault({
    webhook: '*',
    fate: 'lost',
    externalUserId: 'user-1',
    times: 'always',
  });
  await reviewed(sandbox, 'user-1');
  await reviewed(sandbox, 'user-2');
  await sandbox.idngo.delivered('applicantReviewed', { externalUserId: 'user-2' });
  expect(receiver.received.map(({ payload }) => payload['externalUserId'])).not.toContain('user-1');
});

test('a duplicated webhook arrives so often, byte for byte', async () => {
  const { sandbox, receiver } = await withFault({ webhook: 'applicantPending', fate: 'duplicated', copies: 3 });
  await reviewed(sandbox, 'user-1');
  await sandbox.idngo.delivered('applicantReviewed');
  await sandbox.idngo.webhooksSettled();
  const copies = receiver.received.filter(({ payload }) => payload['type'] === 'applicantPending');
  expect(copies).toHaveLength(3);
  expect(new Set(copies.map(({ raw }) => raw.toString())).size).toBe(1);
});

test('a late webhook is overtaken by the next', async () => {
  const { sandbox, receiver } = await withFault({ webhook: 'applicantPending', fate: 'late', delayMs: 400 });
  await reviewed(sandbox, 'user-1');
  await sandbox.idngo.delivered('applicantPending');
  expect(receiver.types()).toEqual([
    'applicantCreated',
    'applicantPrechecked',
    'applicantReviewed',
    'applicantPending',
  ]);
});

test('reordered webhooks all arrive, never in the order in which they were made, and the same way for the same seed', async () => {
  const fault: Fault = { webhook: '*', fate: 'reordered', group: 4, times: 4, waitMs: 30_000 };
  const orders = [];
  for (const seed of ['a', 'a', 'b']) {
    const { sandbox, receiver } = await pair({ faults: [fault], seed });
    await reviewed(sandbox, 'user-1');
    await sandbox.idngo.delivered('*', { times: 4 });
    orders.push(receiver.types());
  }
  const made = ['applicantCreated', 'applicantPending', 'applicantPrechecked', 'applicantReviewed'];
  for (const order of orders) {
    expect([...order].sort()).toEqual(made);
    expect(order).not.toEqual(made);
  }
  expect(orders[0]).toEqual(orders[1]);
});

test('a webhook that waits in vain for another to change places with goes out as it is', async () => {
  const { sandbox, receiver } = await withFault({ webhook: 'applicantCreated', fate: 'reordered', waitMs: 30 });
  await createApplicant(sandbox, 'user-1');
  await sandbox.idngo.delivered('applicantCreated');
  expect(receiver.types()).toEqual(['applicantCreated']);
});

test('a forged webhook claims an approval under a wrong signature, beside the true one', async () => {
  const { sandbox, receiver } = await withFault({ webhook: 'applicantPending', fate: 'forged' });
  await reviewed(sandbox, 'reject-1');
  await sandbox.idngo.delivered('applicantReviewed');
  const [forged] = receiver.received.filter(
    (webhook) => webhook.headers['x-payload-digest'] !== signatureOf(webhook, sandbox),
  );
  expect(forged!.payload).toMatchObject({ externalUserId: 'reject-1', reviewResult: { reviewAnswer: 'GREEN' } });
  expect(receiver.received).toHaveLength(5);
  expect(sandbox.idngo.webhooks().filter((webhook) => webhook.forged)).toHaveLength(1);
});

test('a forged webhook can also be about somebody whom nobody knows, well signed', async () => {
  const { sandbox, receiver } = await pair();
  const applicantId = await createApplicant(sandbox, 'user-1');
  await sandbox.idngo.delivered('applicantCreated');
  sandbox.idngo.forgeWebhook('user-1', 'unknown-user');
  await sandbox.idngo.webhooksSettled();
  const forged = receiver.received.at(-1)!;
  expect(forged.headers['x-payload-digest']).toBe(signatureOf(forged, sandbox));
  expect(forged.payload['applicantId']).not.toBe(applicantId);
  expect(forged.payload['externalUserId']).toBe('nobody-we-know');
});
