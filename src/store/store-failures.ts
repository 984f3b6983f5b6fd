import { ApplicationFailure } from '@temporalio/common';

/**
 * `InUse`: another process has the embedded folder. `Unavailable`: the database cannot be reached now; trying again may help.
 * `WrongVersion`: its tables are of another release than this one.
 */
export type StoreFailureType = 'kyc.store.InUse' | 'kyc.store.Unavailable' | 'kyc.store.WrongVersion';

export function storeFailure(type: StoreFailureType, message: string, cause?: unknown): ApplicationFailure {
  return ApplicationFailure.create({
    type,
    message,
    nonRetryable: type === 'kyc.store.WrongVersion',
    cause: cause instanceof Error ? cause : undefined,
  });
}

/** A host name with several addresses fails with an error without text, holding one for each address. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return [...new Set(error.errors.map(reasonOf))].join('; ');
  return error instanceof Error ? error.message : String(error);
}
