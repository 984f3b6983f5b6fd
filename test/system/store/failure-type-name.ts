import { ApplicationFailure } from '@temporalio/common';

export function failureTypeName(error: unknown): string {
  return error instanceof ApplicationFailure ? String(error.type) : String(error);
}
