import type { Actor } from '../../src/domain/actor';
import type { ApplicantDocument } from '../../src/domain/documents';
import type { FailureType } from '../../src/domain/failures';
import type { Notification } from '../../src/domain/notification';
import type { Verdict } from '../../src/domain/verdict';
import type { ApplicantData, CollectionMode, Findings, Link, References, Requirement } from '../providers/contract';
import type { HandedIn } from './documents';
import type { Decision, OnboardingInput, OnboardingOutcome, OnboardingPhase, TimelineEntry } from './messages';
import { planOf } from './plan';
import type { PassedOver, PlanEntry } from './plan';
import { resolvePolicy } from './policy';
import type { OnboardingPolicy } from './policy';

/** Everything an onboarding remembers: one plain JSON object, handed on whole when the case goes on in a new history. */
export interface OnboardingState {
  phase: OnboardingPhase;
  /** ISO 8601: since when the phase lasts. */
  since: string;
  /** ISO 8601: when the phase ends by itself. */
  dueAt?: string;
  startedAt: string;
  outcome?: OnboardingOutcome;
  decidedBy?: string;
  /** Who has the case. */
  provider: string;
  /** Those of the plan who do not, and why. */
  passedOver: readonly PassedOver[];
  /** Left while the applicant was being created there: somebody may be there all the same. */
  abandoned: readonly string[];
  collection: CollectionMode;
  level: string;
  policy: OnboardingPolicy;
  attempt: number;
  references: References;
  /** The creation of the applicant was begun, and its answer is not known. */
  creating?: boolean;
  /** What the level asks for. */
  levelRequirements: readonly Requirement[];
  /** What is asked for now: the level's, or only the refused ones. */
  requirements: readonly Requirement[];
  handedIn: HandedIn[];
  /** Submitted, but not at the provider yet. */
  pending: ApplicantDocument[];
  /** What was at the provider when the pending documents were first tried; undefined while none has been. */
  imagesBefore?: readonly string[];
  pendingData?: ApplicantData;
  /** What of the last submission did not get to the provider, or was not taken there. */
  refusedDocuments?: readonly (HandedIn & { readonly failure: FailureType; readonly why: string })[];
  language?: string;
  /** Issuing countries seen so far, for the country gate. */
  countries: string[];
  verdict?: Verdict;
  /** What the provider said once, when it was asked to decide. */
  findings?: Findings;
  /** The revision that was acted on. */
  judged?: string;
  reasons: readonly string[];
  link?: Link;
  reviewRequested: boolean;
  remindersSent: number;
  reopened: number;
  /** Events seen, newest last: de-duplication by Temporal ends with a history, this does not. */
  seenEvents: string[];
  /** Something may have changed at the provider: look. */
  attention: boolean;
  /** A hint spoke of an end that the read has not shown yet: look again soon. */
  contradicted: boolean;
  decision?: Decision;
  withdrawal?: { reason: string; actor: Actor };
  referredFor?: string;
  onHoldReported?: boolean;
  /** The provider has been seen at work on this attempt. */
  reviewSeen?: boolean;
  /** Since when the provider's answers are not understood. */
  puzzledSince?: string;
  /** A call that a provider keeps refusing. */
  trouble?: { since: string; type: string; pauseMs: number; again: string };
  /** Whether anybody listens to notifications; known from the worker's configuration when the case opens. */
  notifies: boolean;
  /** Announced to the business, but not sent yet. Oldest first. */
  untold: readonly Notification[];
  /** Largest document that this installation takes, in bytes; known with `notifies`. */
  maxDocumentBytes?: number;
  /** The journal's count. */
  version: number;
  timeline: TimelineEntry[];
}

export function newState(input: OnboardingInput, now: string): OnboardingState {
  const [{ provider, level }] = planOf(input) as [PlanEntry];
  return {
    phase: 'opening',
    since: now,
    startedAt: now,
    provider,
    passedOver: [],
    abandoned: [],
    collection: input.collection,
    level,
    policy: resolvePolicy(input.policy),
    attempt: 1,
    references: {},
    levelRequirements: [],
    requirements: [],
    handedIn: [],
    pending: [...(input.documents ?? [])],
    language: input.applicant?.language,
    countries: input.applicant?.country ? [input.applicant.country] : [],
    reasons: [],
    reviewRequested: false,
    remindersSent: 0,
    reopened: 0,
    seenEvents: [],
    attention: false,
    contradicted: false,
    notifies: false,
    untold: [],
    version: 0,
    timeline: [],
  };
}
