import { isSettled } from '../../src/domain/verdict';
import type { Verdict } from '../../src/domain/verdict';
import type { Requirement } from '../providers/contract';
import type { OnboardingPolicy } from './policy';

/** What follows a verdict. */
export type NextStep =
  | { readonly kind: 'wait' }
  | { readonly kind: 'hold' }
  | { readonly kind: 'puzzled' }
  | { readonly kind: 'approve' }
  | { readonly kind: 'reject' }
  | { readonly kind: 'resubmit'; readonly requirements: readonly Requirement[] }
  | { readonly kind: 'reopen' }
  | { readonly kind: 'expire' }
  | { readonly kind: 'refer'; readonly why: string };

/** The facts of a case that the law below looks at. */
export interface CaseFacts {
  /** Attempts that the provider has judged, this one included. */
  readonly attempts: number;
  /** The revision of the verdict that was acted on last: seeing it again means that nothing new was said. */
  readonly judged?: string;
  readonly level: string;
  readonly levelRequirements: readonly Requirement[];
  readonly reopened: number;
  /** The applicant is waited for, behind a link that lives shorter than the wait. */
  readonly awaitsLink?: boolean;
}

/** What an approval is held against. */
export interface ApprovalFacts {
  readonly duplicates: number;
  readonly countries: readonly string[];
  /** Uniform in [0, 1). */
  readonly lot: number;
}

/** No clock, no Temporal, no provider name: facts and policy in, the next step out. */
export function afterVerdict(verdict: Verdict, facts: CaseFacts, policy: OnboardingPolicy): NextStep {
  const isNew = verdict.revision !== facts.judged;
  if (verdict.refer !== undefined) return isNew ? { kind: 'refer', why: verdict.refer } : { kind: 'wait' };
  if (isSettled(verdict) && !isNew) return { kind: 'wait' };
  // A verdict about another level proves nothing about the one that is asked for.
  if (isSettled(verdict) && verdict.level !== undefined && verdict.level !== facts.level) return { kind: 'wait' };
  switch (verdict.status) {
    case 'collecting':
    case 'in_review':
      return { kind: 'wait' };
    case 'on_hold':
      return { kind: 'hold' };
    case 'unknown':
      return { kind: 'puzzled' };
    case 'approved':
      return { kind: 'approve' };
    case 'rejected':
      return policy.rejection === 'review' ? { kind: 'refer', why: 'rejected by the provider' } : { kind: 'reject' };
    case 'expired':
      // The link ran out before the person came: there will be another one.
      if (facts.awaitsLink) return { kind: 'wait' };
      return facts.reopened < policy.reopen.max ? { kind: 'reopen' } : { kind: 'expire' };
    case 'resubmit':
      if (facts.attempts < policy.attempts.max) {
        return { kind: 'resubmit', requirements: askedAgain(verdict, facts.levelRequirements) };
      }
      return policy.attempts.exhausted === 'reject'
        ? { kind: 'reject' }
        : { kind: 'refer', why: `${facts.attempts} attempts used up` };
  }
}

/** Only the refused items, each with the comment that may be shown; the whole level when the provider named none. */
export function askedAgain(verdict: Verdict, level: readonly Requirement[]): readonly Requirement[] {
  if (verdict.items.length === 0) {
    return level.map((requirement) => ({ ...requirement, comment: verdict.comment, rejectLabels: verdict.reasons }));
  }
  return verdict.items.map((item) => {
    const ofLevel = level.find(({ step }) => step === item.step);
    return {
      step: item.step,
      types: ofLevel?.types ?? (item.type ? [item.type] : []),
      comment: item.comment ?? verdict.comment,
      rejectLabels: item.rejectLabels,
      sides: item.sides,
    };
  });
}

/** Why a person must look at an approval, or nothing. */
export function gate(verdict: Verdict, facts: ApprovalFacts, { gates }: OnboardingPolicy): string | undefined {
  const label = verdict.reasons.find((reason) => gates.labels.includes(reason));
  if (label !== undefined) return `label ${label}`;
  if (gates.duplicates === 'review' && facts.duplicates > 0) return `${facts.duplicates} similar applicant(s) found`;
  const country = facts.countries.find((code) => gates.countries.includes(code));
  if (country !== undefined) return `country ${country}`;
  if (facts.lot < gates.sample) return 'drawn for quality control';
  return undefined;
}
