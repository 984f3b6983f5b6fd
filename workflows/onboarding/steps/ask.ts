import type { ApplicantDocument } from '../../../src/domain/documents';
import type { IssuedLink, References, Requirement } from '../../providers/contract';
import type { OnboardingCase } from '../case';
import type { OnboardingPhase } from '../messages';
import { linkFor, takeLink } from './link';

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
    findings: undefined,
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
  const { state } = kyc;
  // What it takes first: when that cannot be had nothing has changed, and the step that asks is tried again.
  const { level } = state;
  const next = await nextAttempt(kyc);
  // Moved to another level meanwhile, which asks for what it needs itself.
  if (state.level !== level) return true;
  state.references = next.references;
  if (next.link) takeLink(kyc, next.link);
  state.attempt += 1;
  const items = kyc.provider.nextAttempt ? everythingAgain(state.levelRequirements, asked) : asked;
  enterCollection(kyc, 'awaiting_resubmission', items);
  kyc.note(`asked again: ${items.map(({ step }) => step).join(', ')}`, {
    kind: 'resubmission-asked',
    actor: by,
    facts: { ...facts, steps: items.map(({ step, sides }) => ({ step, sides })) },
  });
  await kyc.tell('resubmission', {
    attempt: state.attempt,
    items,
    deadline: state.dueAt,
    link: state.link?.url,
  });
  return true;
}

/** A session of its own where the provider's serve one attempt each, and a link where the provider collects. */
async function nextAttempt(kyc: OnboardingCase): Promise<{ references: References; link?: IssuedLink }> {
  const { state, input, provider } = kyc;
  const { subjectId, applicant = {}, circumstances } = input;
  const { level } = state;
  const references = provider.nextAttempt
    ? await provider.nextAttempt({ subjectId, level, applicant, circumstances, references: state.references })
    : state.references;
  return state.collection === 'hosted' ? { references, link: await linkFor(kyc, level, references) } : { references };
}

/** A new session holds nothing yet: all that the level asks for, with what was wrong where something was. */
function everythingAgain(level: readonly Requirement[], asked: readonly Requirement[]): readonly Requirement[] {
  const whole = asked.map(({ sides: _sides, ...item }) => item);
  if (level.length === 0) return whole;
  return level.map((requirement) => ({ ...requirement, ...whole.find(({ step }) => step === requirement.step) }));
}
