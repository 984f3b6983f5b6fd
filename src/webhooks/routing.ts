import { onboardingWorkflowId } from '../domain/workflow-ids';
import type { ReversalInput } from '../../workflows/reversal/workflow';
import type { Cases } from './cases';
import type { ProviderEvent } from './provider-event';

/**
 * Wakes every open process that the event concerns, and returns their workflow ids. When all of them are over and the event may
 * change what was decided, the newest onboarding's subject is looked at again.
 *
 * @param known workflow ids that the event's references lead to, newest first
 */
export async function wakeProcesses(event: ProviderEvent, known: readonly string[], cases: Cases): Promise<string[]> {
  const expected = known.length === 0 ? expectedOnboarding(event.subjectId) : undefined;
  const candidates = expected === undefined ? known : [expected];
  const open = await Promise.all(candidates.map((workflowId) => cases.wake(workflowId, event.hint)));
  const woken = candidates.filter((_, index) => open[index]);
  if (woken.length > 0 || !event.mayReverse) return woken;

  // The id was only guessed: Temporal answers alike for a case that is over and for one that never was.
  if (expected !== undefined && !(await cases.existed(expected))) return [];
  const decided = newestOnboarding(candidates, event.hint.provider);
  return decided === undefined ? [] : [await cases.reopen(decided, event.hint)];
}

/** A hook can overtake the journal entry that would lead to its case; the provider repeats the caller's id, which is in the workflow id. */
function expectedOnboarding(subjectId: string | undefined): string | undefined {
  if (subjectId === undefined) return undefined;
  try {
    return onboardingWorkflowId(subjectId);
  } catch {
    return undefined; // An applicant that was not created by this package.
  }
}

const ONBOARDING = /^kyc\/onboarding\/([^/]+)(?:\/\d+)?$/;

function newestOnboarding(workflowIds: readonly string[], provider: string): ReversalInput | undefined {
  for (const caseId of workflowIds) {
    const subjectId = ONBOARDING.exec(caseId)?.[1];
    if (subjectId !== undefined) return { subjectId, provider, caseId };
  }
  return undefined;
}
