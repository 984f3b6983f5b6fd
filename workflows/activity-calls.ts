import { ActivityCancellationType, ActivityFailure, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { ActivityOptions } from '@temporalio/workflow';
import { ApplicationFailure, TimeoutType, TimeoutFailure } from '@temporalio/common';

/** How one activity call is made. */
export interface HowToCall {
  /** What the Temporal UI shows beside the event. No personal data. */
  readonly summary?: string;
  /**
   * Short, and harmless when it is done twice: tried as a local activity first. For the steps of a process only, which come one after the
   * other: of two chains of local activities side by side, each of which goes on with further commands, a replay resolves both at once and
   * may order those commands differently. Handlers of messages call ordinary activities; a write beside the steps is tried in no other way (`onlyFast`).
   */
  readonly fast: boolean;
  /** Not tried as an ordinary activity when the local one fails: for what runs beside the steps, and is done again by one of them. */
  readonly onlyFast?: boolean;
  /** One attempt, as an ordinary activity. */
  readonly attemptMs: number;
  readonly taskQueue?: string;
  /** For attempts that report their life: a dead worker is noticed after this. */
  readonly heartbeatMs?: number;
  readonly retry?: ActivityOptions['retry'];
}

// Two attempts and no more: a provider that does not answer within this is waited for where waiting costs nothing.
const LOCAL_ATTEMPT_MS = 2_000;
const LOCAL_ALTOGETHER_MS = 4_000;

// Pauses grow to five minutes and go on for as long as an outage lasts: nothing is given up because a provider is down.
const PATIENT = { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '5 minutes' } as const;

/**
 * Runs an activity by name. A fast call runs as a local activity: one marker instead of three events, and no trip through the server.
 * When that does not succeed in two attempts, it is scheduled as an ordinary activity with patient retries: an outage of hours costs
 * no history and is seen in the Temporal UI. A refusal (not retryable) is final at once.
 */
export function callActivity<Result>(name: string, args: unknown[], how: HowToCall): Promise<Result> {
  if (!how.fast) return ordinary(name, args, how);
  return local<Result>(name, args, how).catch((error: unknown) => {
    if (how.onlyFast || !mayPass(error)) throw error;
    return ordinary<Result>(name, args, how);
  });
}

function ordinary<Result>(name: string, args: unknown[], how: HowToCall): Promise<Result> {
  const activities = proxyActivities<Record<string, (...args: unknown[]) => Promise<Result>>>({
    startToCloseTimeout: how.attemptMs,
    heartbeatTimeout: how.heartbeatMs,
    taskQueue: how.taskQueue,
    cancellationType: ActivityCancellationType.TRY_CANCEL,
    retry: how.retry ?? PATIENT,
    summary: how.summary,
  });
  return activities[name]!(...args);
}

async function local<Result>(name: string, args: unknown[], how: HowToCall): Promise<Result> {
  const activities = proxyLocalActivities<Record<string, (...args: unknown[]) => Promise<Result>>>({
    startToCloseTimeout: LOCAL_ATTEMPT_MS,
    scheduleToCloseTimeout: LOCAL_ALTOGETHER_MS,
    // Who is told to slow down does not come again at once.
    retry: {
      maximumAttempts: 2,
      initialInterval: '200 milliseconds',
      nonRetryableErrorTypes: ['kyc.provider.RateLimited'],
    },
    summary: how.summary,
  });
  try {
    return await activities[name]!(...args);
  } catch (error) {
    // A local activity's failure comes bare; callers tell what an activity met from what a rule refused by the frame around it.
    const bare = error instanceof ApplicationFailure || error instanceof TimeoutFailure;
    throw bare
      ? new ActivityFailure(error.message, name, undefined, 'MAXIMUM_ATTEMPTS_REACHED', undefined, error)
      : error;
  }
}

function mayPass(error: unknown): boolean {
  if (!(error instanceof ActivityFailure)) return false;
  if (error.cause instanceof ApplicationFailure) return !error.cause.nonRetryable;
  return error.cause instanceof TimeoutFailure && error.cause.timeoutType !== TimeoutType.HEARTBEAT;
}
