import { ApplicationFailure } from '@temporalio/common';
import type { FailureType } from '../domain/failures';

/** What a provider's refusal says beyond its status. Read by the provider's own {@link Wire}; nothing here may be personal data. */
export interface RefusalFacts {
  readonly errorCode?: number | string;
  readonly correlationId?: string;
  /** Which part of the provider refused, where it says so. */
  readonly origin?: string;
  /** The HTTP status that the refusal amounts to, where it came with another one. Default: the status it came with. */
  readonly standsFor?: number;
  /** The vendor's documented meaning of the code. Never text out of an answer. */
  readonly meaning?: string;
  /** The authorization was too old, or used up: worth another attempt at once, authorized anew. */
  readonly reauthorize?: boolean;
}

/** Which call failed: all that a failure may say of it. */
export interface CallName {
  readonly provider: string;
  readonly operation: string;
}

/** A refusal as a failure with a stable type. Details and message hold no part of request or answer beyond its facts. */
export function statusFailure(
  { provider, operation }: CallName,
  status: number,
  { errorCode, correlationId, origin, meaning, standsFor = status }: RefusalFacts = {},
  { retryAfterMs, alreadyDone }: { retryAfterMs?: number; alreadyDone?: boolean } = {},
): ApplicationFailure {
  const { type, retry, advice } = alreadyDone
    ? conflict
    : (kinds[standsFor] ?? (standsFor >= 500 ? unavailable : rejected));
  const code = [errorCode !== undefined && `errorCode ${errorCode}`, meaning].filter(Boolean).join(': ');
  return ApplicationFailure.create({
    type,
    nonRetryable: !retry,
    message:
      `${provider}.${operation} answered ${status}${code && ` (${code})`}. ${advice}` +
      (correlationId === undefined ? '' : ` [correlationId=${correlationId}]`),
    details: [
      {
        provider,
        operation,
        status,
        errorCode,
        correlationId,
        ...(origin !== undefined && { origin }),
        ...(alreadyDone && { alreadyDone }),
      },
    ],
    nextRetryDelay: retry ? retryAfterMs : undefined,
  });
}

/** No answer, or none in time: whether the call took effect is unknown. */
export function unansweredFailure(
  { provider, operation }: CallName,
  what: { timedOutAfterMs: number } | { code: string },
): ApplicationFailure {
  const type: FailureType = 'timedOutAfterMs' in what ? 'kyc.provider.Timeout' : 'kyc.provider.Unavailable';
  const how =
    'timedOutAfterMs' in what
      ? `did not answer within ${what.timedOutAfterMs} ms`
      : `could not be asked (${what.code})`;
  return ApplicationFailure.create({
    type,
    message: `${provider}.${operation} ${how}. Whether it took effect is unknown.`,
    details: [{ provider, operation }],
  });
}

/** An answer with a success status that cannot be used. */
export function badAnswerFailure(
  { provider, operation }: CallName,
  status: number,
  why: string,
  repeatable: boolean,
): ApplicationFailure {
  return ApplicationFailure.create({
    type: 'kyc.provider.BadAnswer',
    nonRetryable: !repeatable,
    message: `${provider}.${operation} answered ${status}, but ${why}.`,
    details: [{ provider, operation, status }],
  });
}

interface Kind {
  readonly type: FailureType;
  readonly retry: boolean;
  readonly advice: string;
}

const unauthorized: Kind = {
  type: 'kyc.provider.Unauthorized',
  retry: false,
  advice: 'Check the credentials and that they belong to this environment.',
};
const unavailable: Kind = { type: 'kyc.provider.Unavailable', retry: true, advice: 'It is repeated later.' };
// Also a refusal with a success status, and a redirection: none is followed, since the signature is for this host and path.
const rejected: Kind = {
  type: 'kyc.provider.Rejected',
  retry: false,
  advice: 'The same request would be refused again.',
};
const conflict: Kind = {
  type: 'kyc.provider.Conflict',
  retry: false,
  advice: 'It was done before, or the present state does not allow it: read the state back.',
};

const kinds: Readonly<Record<number, Kind>> = {
  401: unauthorized,
  403: unauthorized,
  404: { type: 'kyc.provider.NotFound', retry: false, advice: 'These credentials see no such object.' },
  408: { type: 'kyc.provider.Timeout', retry: true, advice: 'It is repeated later.' },
  409: conflict,
  413: { type: 'kyc.provider.TooLarge', retry: false, advice: 'Send a smaller file.' },
  415: { type: 'kyc.provider.UnsupportedMediaType', retry: false, advice: 'Send one of the documented media types.' },
  429: { type: 'kyc.provider.RateLimited', retry: true, advice: 'It is repeated later.' },
};
