import type { Duration } from '@temporalio/common';

/**
 * The knobs of an onboarding, as data. Resolved and pinned when the case starts: a later default does not change a running case,
 * `changePolicy` does, on the record. Durations are Temporal's: `'3 days'`, or milliseconds.
 */
export interface OnboardingPolicy {
  /** Shown on the record; yours to choose. */
  readonly name: string;
  readonly version: number;
  /** How often an applicant may try before the case is handed on. Default 3, then a person decides. */
  readonly attempts: { readonly max: number; readonly exhausted: 'review' | 'reject' };
  /** While the applicant has to do something. Reminders count from the request; past the deadline the case ends as `expired`. */
  readonly collection: WaitForApplicant;
  readonly resubmission: WaitForApplicant;
  readonly review: {
    /** How long a hint is given before the case looks by itself. Default 1 minute. Shorter costs reads, longer delays a lost hint. */
    readonly firstLook: Duration;
    /** Pauses between the looks that follow: they double from `firstLook` up to this. Default 6 hours. */
    readonly slowestLook: Duration;
    /** An applicant on hold this long is reported to the business. Default 3 days. */
    readonly onHoldAlert: Duration;
    /** A provider answer that is not understood becomes a person's case after this. Default 1 day. */
    readonly unknownDeadline: Duration;
    /** A review that takes longer than this becomes a person's case. Default 30 days. */
    readonly deadline: Duration;
  };
  /** How long a provider of a plan that does not answer is waited for when the case opens, where another one could have it. Default 10 seconds. */
  readonly outage: { readonly patience: Duration };
  /** Lifetime of a hosted link. Default 30 minutes, IDnGO's own. */
  readonly link: { readonly ttl: Duration };
  /** What a person must look at although the provider approved. */
  readonly gates: {
    /** Reject labels that demand a look even on an approval. Default: none. */
    readonly labels: readonly string[];
    /** What another applicant with the same data or face means. Default `review`; `ignore` saves the read. */
    readonly duplicates: 'review' | 'ignore';
    /** Issuing countries (ISO 3166-1 alpha-3) that always need a person. Default: none. */
    readonly countries: readonly string[];
    /** Share of approvals drawn at random for quality control, 0 to 1. Default 0. */
    readonly sample: number;
  };
  /** What a final rejection by the provider means: the end, or a person's look first. Default `final`. */
  readonly rejection: 'final' | 'review';
  /** How often a session that expired at the provider is opened again. Default 1. */
  readonly reopen: { readonly max: number };
  /** Copies kept in the document store when the case is decided: the provider's PDF report, the document images. Default: none. */
  readonly evidence: readonly ('report' | 'images')[];
  /**
   * `fast` runs short, repeatable calls as local activities first: fewer events, actions and milliseconds. `ordinary` turns that off,
   * so that every call stands in the history as an activity of its own.
   */
  readonly providerCalls: 'fast' | 'ordinary';
  /** Events after which a case starts a new history, at latest. Default 2000. */
  readonly historyLimit: number;
}

export interface WaitForApplicant {
  /** When to remind, counted from the request, in rising order. Default after 1, 3 and 7 days. */
  readonly reminders: readonly Duration[];
  readonly deadline: Duration;
}

/** What a caller may leave out: everything; what is given replaces the default of the same name. */
export type OnboardingPolicyInput = { readonly [Key in keyof OnboardingPolicy]?: Loose<OnboardingPolicy[Key]> };
type Loose<T> = T extends readonly unknown[] | string | number ? T : Partial<T>;

export const defaultOnboardingPolicy: OnboardingPolicy = {
  name: 'default',
  version: 1,
  attempts: { max: 3, exhausted: 'review' },
  collection: { reminders: ['1 day', '3 days', '7 days'], deadline: '30 days' },
  resubmission: { reminders: ['1 day', '3 days', '7 days'], deadline: '14 days' },
  review: {
    firstLook: '1 minute',
    slowestLook: '6 hours',
    onHoldAlert: '3 days',
    unknownDeadline: '1 day',
    deadline: '30 days',
  },
  outage: { patience: '10 seconds' },
  link: { ttl: '30 minutes' },
  gates: { labels: [], duplicates: 'review', countries: [], sample: 0 },
  rejection: 'final',
  reopen: { max: 1 },
  evidence: [],
  providerCalls: 'fast',
  historyLimit: 2000,
};

/** Lays what was given over a whole policy, one level deep. */
export function resolvePolicy(given: OnboardingPolicyInput = {}, over = defaultOnboardingPolicy): OnboardingPolicy {
  const merged = Object.entries(over).map(([key, base]): [string, unknown] => {
    const value: unknown = given[key as keyof OnboardingPolicy];
    if (value === undefined) return [key, base];
    return [key, isPlain(base) && isPlain(value) ? { ...base, ...dropUndefined(value) } : value];
  });
  return Object.fromEntries(merged) as unknown as OnboardingPolicy;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function dropUndefined(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined));
}
