import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Actor } from '../../src/domain/actor';
import type { ApplicantDocument } from '../../src/domain/documents';
import type { ProviderHint } from '../../src/domain/hint';
import type { Verdict } from '../../src/domain/verdict';
import type { ApplicantData, Circumstances, CollectionMode, Link, Requirement } from '../providers/contract';
import type { ProviderPlan } from './plan';
import type { OnboardingPolicy, OnboardingPolicyInput } from './policy';

/** How an onboarding starts. */
export interface OnboardingInput {
  readonly subjectId: string;
  /** One provider, or several in the order in which they are wanted. */
  readonly provider: string | ProviderPlan;
  /** With one provider; the entries of a plan have their own. */
  readonly level?: string;
  readonly collection: CollectionMode;
  /** What the applicant told you; compared with the documents by the provider. */
  readonly applicant?: ApplicantData;
  /** What some providers demand beside documents: consent, location. */
  readonly circumstances?: Circumstances;
  /** `upload` only: what is there already. The review is requested at once when nothing is missing. */
  readonly documents?: readonly ApplicantDocument[];
  readonly policy?: OnboardingPolicyInput;
  /** The case's memory, when it goes on in a new history. Never given by a caller. */
  readonly carried?: unknown;
}

export type OnboardingPhase =
  'opening' | 'collecting' | 'in_review' | 'on_hold' | 'awaiting_resubmission' | 'manual_review' | 'closed';

export type OnboardingOutcome = 'approved' | 'rejected' | 'withdrawn' | 'expired';

/** What a caller waits for. */
export interface OnboardingResult {
  readonly caseId: string;
  readonly subjectId: string;
  readonly outcome: OnboardingOutcome;
  readonly provider: string;
  readonly level: string;
  /** Attempts that the provider judged. */
  readonly attempts: number;
  readonly reasons: readonly string[];
  /** Who decided: `provider:idngo`, an operator's id, `applicant`, `system`. */
  readonly decidedBy: string;
  /** ISO 8601. */
  readonly decidedAt: string;
  /** Provider references, for your own records. */
  readonly references: Readonly<Record<string, string>>;
}

export interface OnboardingSummary {
  readonly caseId: string;
  readonly subjectId: string;
  readonly phase: OnboardingPhase;
  readonly outcome?: OnboardingOutcome;
  readonly provider: string;
  readonly level: string;
  readonly collection: CollectionMode;
  readonly attempt: number;
  readonly requirements: readonly Requirement[];
  /** Requirements for which nothing was handed in yet. */
  readonly missing: readonly Requirement[];
  readonly verdict?: Verdict;
  /** Absent in `upload` mode, and when it was never made. */
  readonly link?: Link;
  readonly policy: OnboardingPolicy;
  readonly version: number;
}

/** Why a case waits, since when, and what ends the wait. Times are ISO 8601. */
export interface OnboardingExplanation {
  readonly phase: OnboardingPhase;
  readonly waitingFor: string;
  readonly since: string;
  readonly wakesOn: readonly string[];
  /** The next thing that happens by itself, if anything does. */
  readonly next?: { readonly at: string; readonly what: string };
  /** The provider's own words at the last read. */
  readonly providerSaid?: string;
  readonly timeline: readonly TimelineEntry[];
}

export interface TimelineEntry {
  readonly at: string;
  readonly text: string;
}

/** A person's decision on a case that waits in `manual_review`. */
export interface Decision {
  readonly actor: Actor;
  readonly decision: 'approve' | 'reject' | 'resubmit';
  /** For the record; no personal data. Required to reject or to ask again. */
  readonly reason: string;
  /** With `resubmit`: the steps to ask again; all of the level when left out. */
  readonly steps?: readonly string[];
}

/** Answers once the applicant exists at the provider; safe to repeat. In `hosted` mode the answer holds the link. */
export const begin = defineUpdate<OnboardingSummary>('begin');
export const submitDocuments = defineUpdate<OnboardingSummary, [readonly ApplicantDocument[]]>('submitDocuments');
export const submitApplicantData = defineUpdate<OnboardingSummary, [ApplicantData]>('submitApplicantData');
export const requestReview = defineUpdate<OnboardingSummary>('requestReview');
export const renewLink = defineUpdate<Link>('renewLink');
export const withdraw = defineUpdate<OnboardingSummary, [{ reason: string; actor?: Actor }]>('withdraw');
export const changeLevel = defineUpdate<OnboardingSummary, [{ level: string; actor: Actor }]>('changeLevel');
export const changePolicy = defineUpdate<OnboardingSummary, [{ policy: OnboardingPolicyInput; actor: Actor }]>(
  'changePolicy',
);
export const decide = defineUpdate<OnboardingSummary, [Decision]>('decide');

/** A webhook arrived: look. */
export const providerHint = defineSignal<[ProviderHint]>('providerHint');

export const state = defineQuery<OnboardingSummary>('state');
export const explain = defineQuery<OnboardingExplanation>('explain');
