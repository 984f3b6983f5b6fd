/**
 * A message to the business that uses this package: about a decision, or for the business to pass on to its applicant.
 * Delivered at least once; `id` is the same on every attempt, so that a receiver can drop repeats.
 */
export interface Notification {
  /** Idempotency key: the process's workflow id and its version. */
  readonly id: string;
  readonly kind: NotificationKind;
  readonly subjectId: string;
  /** The workflow id. */
  readonly caseId: string;
  /** ISO 8601. */
  readonly at: string;
  /** Outcome, reject labels, items to send again with the comment that may be shown, a fresh link. */
  readonly facts: Readonly<Record<string, unknown>>;
}

/**
 * `resubmission` and `reminder` are meant for the applicant. So are `one-time-password` and `session-link`, which a provider has written
 * for a business that sends its own SMS and e-mail: `facts` are `{ channel, to, text, link? }`, to be sent at once and not to be kept.
 * The others are for the business itself.
 */
export type NotificationKind =
  | 'decision'
  | 'resubmission'
  | 'reminder'
  | 'on-hold'
  | 'review-needed'
  | 'reversal'
  | 'one-time-password'
  | 'session-link';
