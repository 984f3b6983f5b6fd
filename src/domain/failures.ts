import { ApplicationFailure } from '@temporalio/common';

/**
 * Every stable failure type of this package. Branch on `type`, never on the text: texts may improve, types never change.
 * `kyc.input.*`: the caller's mistake, nothing was sent anywhere. `kyc.case.*`: the case does not allow it now.
 * `kyc.provider.*`: what a provider's answer meant, mapped once in the transport.
 */
export const failureTypes = [
  'kyc.input.InvalidSubjectId',
  'kyc.input.InvalidRequest',
  'kyc.input.UnknownLevel',
  'kyc.input.IncompleteDocument',
  'kyc.input.UnexpectedDocument',
  'kyc.input.UnsupportedMediaType',
  'kyc.input.FileTooLarge',
  'kyc.input.EmptyFile',
  'kyc.input.DocumentMissing',
  'kyc.input.DocumentAltered',
  'kyc.case.NotFound',
  'kyc.case.Closed',
  'kyc.case.AlreadyStarted',
  'kyc.case.WrongPhase',
  'kyc.case.Stale',
  'kyc.config.Invalid',
  'kyc.provider.Rejected',
  'kyc.provider.Unauthorized',
  'kyc.provider.NotFound',
  'kyc.provider.Conflict',
  'kyc.provider.TooLarge',
  'kyc.provider.UnsupportedMediaType',
  'kyc.provider.RateLimited',
  'kyc.provider.Unavailable',
  'kyc.provider.Timeout',
  'kyc.provider.BadAnswer',
  'kyc.provider.NoVerdictYet',
  'kyc.notification.Failed',
  'kyc.store.InUse',
  'kyc.store.Unavailable',
  'kyc.store.WrongVersion',
] as const;

export type FailureType = (typeof failureTypes)[number];

/** A final "no" with a stable type: inside an update it fails only that update; the caller reads what was wrong and what to do. */
export function refusal(type: FailureType, message: string, details?: Record<string, unknown>): ApplicationFailure {
  return ApplicationFailure.create({ type, message, nonRetryable: true, details: details ? [details] : undefined });
}

/** Walks the causes (activity, child and update failures wrap the real one) to the first with a `kyc.*` type. */
export function kycFailureIn(error: unknown): (ApplicationFailure & { type: FailureType }) | undefined {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 10; at = at.cause, depth++) {
    if (at instanceof ApplicationFailure && isFailureType(at.type))
      return at as ApplicationFailure & { type: FailureType };
  }
  return undefined;
}

export function failureTypeOf(error: unknown): FailureType | undefined {
  return kycFailureIn(error)?.type;
}

function isFailureType(type: string | undefined | null): type is FailureType {
  return failureTypes.includes(type as FailureType);
}
