import type { ApplicantDocument } from '../../../src/domain/documents';
import type { Requirement } from '../../providers/contract';
import type { OnboardingCase } from '../case';
import type { OnboardingPhase } from '../messages';
import { renewLink } from './link';

type Collecting = Extract<OnboardingPhase, 'collecting' | 'awaiting_resubmission'>;

/** Asks the applicant for exactly these items, from now on. */
export function enterCollection(kyc: OnboardingCase, phase: Collecting, asked: readonly Requirement[]): void {
  const { state } = kyc;
  kyc.enter(phase);
  Object.assign(state, {
    requirements: asked,
    handedIn: [],
    remindersSent: 0,
    reviewRequested: false,
    reviewSeen: false,
    imagesBefore: undefined,
  });
}

/** Remembers what was submitted; the bytes go to the provider next. */
export function noteHandedIn({ state }: OnboardingCase, documents: readonly ApplicantDocument[]): void {
  state.handedIn = [...state.handedIn, ...documents.map(({ type, side }) => ({ type, side }))];
  state.countries = [...new Set([...state.countries, ...documents.map(({ country }) => country)])];
}

/** One more attempt, for these items only: the applicant gets a fresh link where there is one, and is told what was wrong. */
export async function askAgain(
  kyc: OnboardingCase,
  asked: readonly Requirement[],
  { by, facts }: { by: string; facts: Record<string, unknown> },
): Promise<true> {
  const { state, input } = kyc;
  // The link first: when it cannot be had nothing has changed, and the step that asks is tried again.
  if (input.collection === 'hosted') await renewLink(kyc);
  state.attempt += 1;
  enterCollection(kyc, 'awaiting_resubmission', asked);
  kyc.note(`asked again: ${asked.map(({ step }) => step).join(', ')}`, {
    kind: 'resubmission-asked',
    actor: by,
    facts: { ...facts, steps: asked.map(({ step, sides }) => ({ step, sides })) },
  });
  await kyc.tell('resubmission', {
    attempt: state.attempt,
    items: asked,
    deadline: state.dueAt,
    link: state.link?.url,
  });
  return true;
}
