import { ApplicationFailure } from '@temporalio/common';
import { request, type Dispatcher } from 'undici';
import type { FailureType } from '../domain/failures';
import type { Notification } from '../domain/notification';
import { retryAfterMs } from '../domain/retry-after';
import type { Notifier } from './notifier';
import { signatureHeader, signatureOf, timestampHeader } from './signature';

export interface HttpNotifierOptions {
  readonly url: string;
  /** Signs every notification; receivers check it with `verifyNotification`. */
  readonly secret: string;
}

const timeoutSeconds = 10;

/** An answer is read so that the connection can be used again, and otherwise ignored; a longer one costs the connection. */
const answerLimitBytes = 64 * 1024;

/**
 * Posts notifications as JSON with `Idempotency-Key`, `X-Kyc-Timestamp` and `X-Kyc-Signature`. Any 2xx within 10 s is success.
 * 408, 429, 5xx and a broken connection may be repeated, no sooner than `Retry-After`; everything else is final. Redirects are not
 * followed: a signed message goes to the configured address or nowhere.
 */
export function httpNotifier({ url, secret }: HttpNotifierOptions): Notifier {
  return {
    async send(notification, { signal } = {}) {
      const timeout = AbortSignal.timeout(timeoutSeconds * 1000);
      const either = signal ? AbortSignal.any([signal, timeout]) : timeout;
      let answer: Dispatcher.ResponseData;
      try {
        answer = await request(url, { method: 'POST', ...signed(notification, secret), signal: either });
      } catch (error) {
        signal?.throwIfAborted();
        throw unreachable(notification, timeout.aborted ? 'no answer in time' : codeOf(error));
      }
      // The answer's meaning is its status: what becomes of the rest changes nothing.
      await answer.body.dump({ limit: answerLimitBytes }).catch(() => {});
      if (answer.statusCode < 200 || answer.statusCode > 299) throw refused(notification, answer);
    },
  };
}

function signed(notification: Notification, secret: string): { headers: Record<string, string>; body: string } {
  const body = JSON.stringify(notification);
  const timestamp = String(Math.floor(Date.now() / 1000));
  return {
    headers: {
      'content-type': 'application/json',
      'idempotency-key': notification.id,
      [timestampHeader]: timestamp,
      [signatureHeader]: signatureOf(timestamp, body, secret),
    },
    body,
  };
}

const failed: FailureType = 'kyc.notification.Failed';

function unreachable({ id, kind }: Notification, why: string): ApplicationFailure {
  return ApplicationFailure.create({
    type: failed,
    message: `Notification ${id} (${kind}) did not reach notifications.url: ${why}. It is repeated with the same Idempotency-Key.`,
  });
}

function refused({ id, kind }: Notification, { statusCode, headers }: Dispatcher.ResponseData): ApplicationFailure {
  const passing = statusCode === 408 || statusCode === 429 || statusCode >= 500;
  const next = passing
    ? 'It is repeated with the same Idempotency-Key.'
    : 'It is not repeated: check that notifications.url and notifications.secret are what the receiver expects.';
  return ApplicationFailure.create({
    type: failed,
    message: `Notification ${id} (${kind}) was answered ${statusCode} by notifications.url. ${next}`,
    nonRetryable: !passing,
    nextRetryDelay: passing ? retryAfterMs(headers['retry-after'], Date.now()) : undefined,
    details: [{ status: statusCode }],
  });
}

/** `ECONNREFUSED`, `UND_ERR_SOCKET`: never the text, which may repeat the address and what stands in its query. */
function codeOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : 'the connection broke';
}
