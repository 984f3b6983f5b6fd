import type { DocumentSide } from './documents';

/** What a provider's state means, in one vocabulary for all providers. Ours is closed: an answer that is not understood is `unknown`. */
export type VerdictStatus =
  'collecting' | 'in_review' | 'on_hold' | 'approved' | 'resubmit' | 'rejected' | 'expired' | 'unknown';

/** One thing to ask for again after a resubmission verdict. */
export interface VerdictItem {
  /** The provider's step: IDENTITY, SELFIE, PROOF_OF_ADDRESS, … */
  readonly step: string;
  /** The provider's document type, when something was uploaded for the step. */
  readonly type?: string;
  readonly country?: string;
  /** Sides that were refused; absent when the document has none. */
  readonly sides?: readonly DocumentSide[];
  /** Nothing was ever uploaded for this step. */
  readonly missing?: boolean;
  readonly rejectLabels: readonly string[];
  /** May be shown to the applicant (IDnGO `moderationComment`). The comment that must not be shown is never carried here. */
  readonly comment?: string;
}

/** A provider's state at one read. `approved`, `resubmit`, `rejected` and `expired` are verdicts; the others mean "not yet". */
export interface Verdict {
  readonly status: VerdictStatus;
  /** The level that was judged, where the provider says so. */
  readonly level?: string;
  /** What to ask again: only with `resubmit`. Empty means the provider named no item, so the whole level is asked. */
  readonly items: readonly VerdictItem[];
  /** The provider's reject labels, an open list. */
  readonly reasons: readonly string[];
  /** May be shown to the applicant. */
  readonly comment?: string;
  /** Changes exactly when the provider's review moved on: two reads with the same revision are the same state. */
  readonly revision: string;
  /** When the provider says it decided, ISO 8601; absent when it does not say. */
  readonly at?: string;
  /** Why a person must look at once, whatever the status: a finding that no rule may decide on. */
  readonly refer?: string;
  /** The provider's own words for the state, for people: `completed RED RETRY`. */
  readonly said: string;
}

/** Whether the provider has finished this attempt, one way or another. */
export function isSettled(verdict: Verdict): boolean {
  return ['approved', 'resubmit', 'rejected', 'expired'].includes(verdict.status);
}
