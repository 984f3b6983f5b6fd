import { ApplicationFailure } from '@temporalio/common';
import type { Notification } from '../../../src/domain/notification';
import { httpNotifier } from '../../../src/notifications/http-notifier';
import { verifyNotification } from '../../../src/notifications/signature';
import { startReceiver, status } from './receiver';

const secret = 'notification-test-secret';
const notification: Notification = {
  id: 'kyc/onboarding/subject-1:7',
  kind: 'decision',
  subjectId: 'subject-1',
  caseId: 'kyc/onboarding/subject-1',
  at: '2026-01-02T03:04:05.000Z',
  facts: { outcome: 'approved', note: 'Ünïcode ☂' },
};

let receiver: Awaited<ReturnType<typeof startReceiver>> | undefined;
afterEach(() => receiver?.close());

async function receiverAnswering(...args: Parameters<typeof startReceiver>) {
  receiver = await startReceiver(...args);
  return { ...receiver, notifier: httpNotifier({ url: receiver.url, secret }) };
}

async function failureOf(sending: Promise<void>): Promise<ApplicationFailure> {
  const error = await sending.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ApplicationFailure);
  return error as ApplicationFailure;
}

test('a notification arrives once, as JSON that the receiver can verify', async () => {
  const { notifier, received } = await receiverAnswering(status(202));
  await notifier.send(notification);
  expect(received).toHaveLength(1);
  const { headers, raw } = received[0]!;
  expect(headers.get('content-type')).toBe('application/json');
  expect(headers.get('idempotency-key')).toBe(notification.id);
  expect(verifyNotification(raw, headers, secret)).toEqual(notification);
});

test('a repeat carries the same idempotency key', async () => {
  const { notifier, received } = await receiverAnswering(status(200));
  await notifier.send(notification);
  await notifier.send(notification);
  expect(received.map(({ headers }) => headers.get('idempotency-key'))).toEqual([notification.id, notification.id]);
});

test.each([408, 429, 500, 502, 503])('%i may be repeated', async (code) => {
  const { notifier } = await receiverAnswering(status(code));
  const failure = await failureOf(notifier.send(notification));
  expect(failure).toMatchObject({ type: 'kyc.notification.Failed', nonRetryable: false });
});

test.each([300, 400, 401, 403, 404, 409, 410, 413, 422])('%i is final', async (code) => {
  const { notifier } = await receiverAnswering(status(code));
  const failure = await failureOf(notifier.send(notification));
  expect(failure).toMatchObject({ type: 'kyc.notification.Failed', nonRetryable: true, nextRetryDelay: undefined });
});

test('a redirect is not followed, so that no other address gets a signed message', async () => {
  const elsewhere = await startReceiver(status(200));
  try {
    const { notifier } = await receiverAnswering(status(307, { location: elsewhere.url }));
    expect(await failureOf(notifier.send(notification))).toMatchObject({
      nonRetryable: true,
      details: [{ status: 307 }],
    });
    expect(elsewhere.received).toEqual([]);
  } finally {
    await elsewhere.close();
  }
});

test('the receiver says when it wants the repeat', async () => {
  const { notifier } = await receiverAnswering(status(429, { 'retry-after': '17' }));
  expect(await failureOf(notifier.send(notification))).toMatchObject({ nextRetryDelay: 17_000 });
});

test('a receiver that is not there may be tried again', async () => {
  const { notifier, close } = await receiverAnswering(status(200));
  await close();
  const failure = await failureOf(notifier.send(notification));
  expect(failure).toMatchObject({ type: 'kyc.notification.Failed', nonRetryable: false });
  expect(failure.message).toContain('ECONNREFUSED');
});

test('a connection that breaks before the answer may be tried again', async () => {
  const { notifier } = await receiverAnswering((request) => void request.socket.destroy());
  expect(await failureOf(notifier.send(notification))).toMatchObject({ nonRetryable: false });
});

test('a receiver that does not answer in 10 s may be tried again', async () => {
  const waiting = new AbortController();
  const clock = jest.spyOn(AbortSignal, 'timeout').mockReturnValue(waiting.signal);
  try {
    const { notifier } = await receiverAnswering(() => waiting.abort(new DOMException('', 'TimeoutError')));
    const failure = await failureOf(notifier.send(notification));
    expect(clock).toHaveBeenCalledWith(10_000);
    expect(failure).toMatchObject({ type: 'kyc.notification.Failed', nonRetryable: false });
    expect(failure.message).toContain('no answer in time');
  } finally {
    clock.mockRestore();
  }
});

test('neither the answer nor the address nor the secret stands in a failure', async () => {
  for (const code of [302, 400, 503]) {
    const { notifier, close } = await receiverAnswering(status(code, { 'x-answer': 'canary-answer-header' }));
    const failure = await failureOf(notifier.send(notification));
    const told = JSON.stringify([failure.message, failure.stack, failure.details, failure.cause]);
    for (const hidden of ['canary', secret, 'approved', '127.0.0.1']) expect(told).not.toContain(hidden);
    expect(failure.message).toContain(notification.id);
    await close();
  }
});

test('an answer without end does not hold the notifier up', async () => {
  const { notifier, received } = await receiverAnswering((_, response) => {
    response.writeHead(200);
    const flood = () => {
      while (response.write(Buffer.alloc(64 * 1024)));
      response.once('drain', flood);
    };
    flood();
  });
  await notifier.send(notification);
  expect(received).toHaveLength(1);
});

test('a cancelled activity stops sending and reports its own reason', async () => {
  const cancelling = new AbortController();
  const reason = new Error('cancelled by the workflow');
  const { notifier } = await receiverAnswering(() => cancelling.abort(reason));
  await expect(notifier.send(notification, { signal: cancelling.signal })).rejects.toBe(reason);
});
