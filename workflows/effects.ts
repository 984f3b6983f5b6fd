import type { JournalRecord } from '../src/domain/journal';
import type { Notification } from '../src/domain/notification';
import { callActivity } from './activity-calls';
import type { Findings, Requirement } from './providers/contract';

/** What a process needs to know of the installation that runs it. */
export interface Installation {
  /** Whether a notifier is configured. */
  readonly notifies: boolean;
  /** Largest document that is taken, in bytes. */
  readonly maxDocumentBytes: number;
}

/** What a case needs to know before it asks anybody for anything. */
export interface Preparation extends Installation {
  readonly requirements: readonly Requirement[];
}

/** Fails with `kyc.input.UnknownLevel`, naming the known ones. */
export function prepareCase(provider: string, level: string, fast = true): Promise<Preparation> {
  return callActivity('case.prepare', [{ provider, level }], {
    summary: `what level ${level} asks for`,
    fast,
    attemptMs: 30_000,
  });
}

/** Evidence, references and index row in one transaction; repeating it changes nothing. */
export function recordInJournal(record: JournalRecord, onlyFast = false): Promise<void> {
  const last = record.entries[record.entries.length - 1];
  return callActivity('journal.record', [record], { summary: last?.kind, fast: true, onlyFast, attemptMs: 30_000 });
}

export function sendNotification(notification: Notification): Promise<void> {
  return callActivity('notification.send', [notification], {
    summary: `tell the business: ${notification.kind}`,
    fast: false,
    attemptMs: 30_000,
    // A worker that dies with a message in its hands is noticed this soon; the applicant waits for it.
    heartbeatMs: 3_000,
  });
}

export function describeInstallation(): Promise<Installation> {
  return callActivity('installation.describe', [], { summary: 'who listens', fast: true, attemptMs: 10_000 });
}

/** What an onboarding decided, read back from its evidence once its history is closed. */
export interface DecisionOnRecord {
  readonly outcome: string;
  readonly references: Readonly<Record<string, string>>;
  /** The revision of the provider's last verdict by then, when there was one. */
  readonly revision?: string;
  /** What the provider says only once. */
  readonly findings?: Findings;
}

export function readDecision(caseId: string): Promise<DecisionOnRecord> {
  return callActivity('journal.decision', [caseId], { summary: 'what was decided', fast: true, attemptMs: 30_000 });
}
