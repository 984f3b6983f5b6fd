import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';

/** A local activity would hold its workflow task for as long as the provider asks to wait: only ordinary ones wait that long. */
export function untilLater(error: unknown): never {
  if (!Context.current().info.isLocal || !(error instanceof ApplicationFailure)) throw error;
  throw ApplicationFailure.fromError(error, { nextRetryDelay: undefined });
}
