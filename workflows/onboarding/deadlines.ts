import type { Duration } from '@temporalio/common';
import type { WaitForApplicant } from './policy';
import type { OnboardingState } from './state';

type Facts = Pick<OnboardingState, 'phase' | 'policy' | 'puzzledSince'>;

/** How long the applicant is waited for; nothing in the phases that wait for somebody else. */
export function waitForApplicant({ phase, policy }: Facts): WaitForApplicant | undefined {
  return phase === 'collecting'
    ? policy.collection
    : phase === 'awaiting_resubmission'
      ? policy.resubmission
      : undefined;
}

/** After what time a phase ends by itself; a person's decision and the end are waited for without one. */
export function lengthOf(facts: Facts): Duration | undefined {
  const { review } = facts.policy;
  switch (facts.phase) {
    case 'in_review':
      return facts.puzzledSince === undefined ? review.deadline : review.unknownDeadline;
    case 'on_hold':
      return review.deadline;
    default:
      return waitForApplicant(facts)?.deadline;
  }
}
