import {
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import type { Client } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { kycFailureIn, refusal } from '../domain/failures';
import type { OnboardingResult } from '../../workflows/onboarding/messages';

/** What a caller is told: our own failure out of Temporal's wrappings, a closed case with its outcome, or the error as it came. */
export async function caseFailure(error: unknown, client: Client, caseId: string): Promise<unknown> {
  const failure = kycFailureIn(error);
  if (failure) return failure;
  if (error instanceof WorkflowNotFoundError) return (await closedFailure(client, caseId)) ?? notFound(caseId);
  return error;
}

/** The same for `start`, which may also find an older case or lose patience. */
export async function openingFailure(error: unknown, client: Client, caseId: string): Promise<unknown> {
  if (error instanceof WorkflowExecutionAlreadyStartedError) return (await closedFailure(client, caseId)) ?? error;
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) {
    return ApplicationFailure.create({
      type: 'kyc.provider.Unavailable',
      message:
        `Case ${caseId} is open, but the provider has not answered yet; the case goes on by itself. ` +
        `Call start again with the same subjectId, or look with onboarding.explain.`,
      cause: error,
    });
  }
  return caseFailure(error, client, caseId);
}

/** A running case for the same subject that is not the one asked for. */
export function otherCase(caseId: string, provider: string, level: string): ApplicationFailure {
  return refusal(
    'kyc.case.AlreadyStarted',
    `Case ${caseId} is running on provider '${provider}', level '${level}'. Use it, withdraw it first, or start with another number.`,
    { provider, level },
  );
}

async function closedFailure(client: Client, caseId: string): Promise<ApplicationFailure | undefined> {
  const handle = client.workflow.getHandle(caseId);
  try {
    const { status } = await handle.describe();
    if (status.name === 'RUNNING') return undefined;
    const outcome =
      status.name === 'COMPLETED' ? ((await handle.result()) as OnboardingResult).outcome : status.name.toLowerCase();
    return refusal(
      'kyc.case.Closed',
      `Case ${caseId} is over: ${outcome}. To verify the subject again, start with another number: { number: 2 }.`,
      { outcome },
    );
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}

function notFound(caseId: string): ApplicationFailure {
  return refusal('kyc.case.NotFound', `There is no case ${caseId}, or Temporal keeps it no longer.`);
}
