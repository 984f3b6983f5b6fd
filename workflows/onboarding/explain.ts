import type { OnboardingCase } from './case';
import { missingOf } from './documents';
import type { OnboardingExplanation, OnboardingPhase } from './messages';

/** Why the case waits, since when, and what would move it. */
export function explainCase(kyc: OnboardingCase): OnboardingExplanation {
  const { state } = kyc;
  return {
    phase: state.phase,
    waitingFor: waitingFor(kyc),
    since: state.since,
    wakesOn: wakesOn[state.phase],
    next: nextOf(kyc),
    providerSaid: state.verdict?.said,
    timeline: state.timeline,
  };
}

const wakesOn: Record<OnboardingPhase, readonly string[]> = {
  opening: ['the provider answers'],
  collecting: ['submitDocuments', 'submitApplicantData', 'requestReview', 'a provider hint', 'withdraw'],
  awaiting_resubmission: ['submitDocuments', 'submitApplicantData', 'requestReview', 'a provider hint', 'withdraw'],
  in_review: ['a provider hint', 'the watch', 'withdraw'],
  on_hold: ['a provider hint', 'the watch', 'withdraw'],
  manual_review: ['decide', 'withdraw'],
  closed: [],
};

function waitingFor({ state, provider }: OnboardingCase): string {
  if (state.trouble) return `${provider.name} to accept the call again (${state.trouble.type})`;
  switch (state.phase) {
    case 'opening':
      return `${provider.name} to create the applicant`;
    case 'collecting':
    case 'awaiting_resubmission': {
      const missing = missingOf(state.requirements, state.handedIn).map(({ step }) => step);
      return missing.length > 0 ? `the applicant: ${missing.join(', ')}` : 'the request for a review';
    }
    case 'in_review':
      return `the verdict of ${provider.name}`;
    case 'on_hold':
      return `${provider.name}, which put the applicant on hold`;
    case 'manual_review':
      return `a person's decision: ${state.referredFor}`;
    case 'closed':
      return state.untold.length > 0 ? 'the business, which has not taken the news yet' : 'nothing: the case is over';
  }
}

function nextOf(kyc: OnboardingCase): OnboardingExplanation['next'] {
  const { state } = kyc;
  if (state.trouble) return { at: state.trouble.again, what: 'the refused call is tried again' };
  const reminder = kyc.nextReminder();
  if (reminder !== undefined && (state.dueAt === undefined || reminder < state.dueAt)) {
    return { at: reminder, what: 'a reminder to the applicant' };
  }
  const alert = kyc.nextAlert();
  if (alert !== undefined) return { at: alert, what: 'the business is told that it is still on hold' };
  if (state.dueAt === undefined) return undefined;
  const collecting = state.phase === 'collecting' || state.phase === 'awaiting_resubmission';
  return { at: state.dueAt, what: collecting ? 'the case expires' : 'the case goes to a person' };
}
