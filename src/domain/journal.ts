/** One step of a process that must be provable later. Holds no personal data: ids, labels, hashes, counts and times only. */
export interface EvidenceEntry {
  /** What happened, in the process's vocabulary: `opened`, `documents-submitted`, `verdict`, `decided`, … */
  readonly kind: string;
  /** ISO 8601, workflow time. */
  readonly at: string;
  /** The actor's id. */
  readonly actor: string;
  /** Plain facts. */
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** The index row of a process: what lists, queues and searches show. No personal data. */
export interface ProcessRow {
  readonly process: string;
  readonly subjectId: string;
  readonly phase: string;
  readonly outcome?: string;
  readonly provider?: string;
  readonly level?: string;
  readonly queue?: string;
  readonly assignee?: string;
  readonly risk?: string;
  readonly attempt?: number;
  /** ISO 8601: when something is due next (a deadline), if anything is. */
  readonly dueAt?: string;
  /** ISO 8601. */
  readonly startedAt: string;
  /** ISO 8601; set once the process is over. */
  readonly closedAt?: string;
}

/** A provider's id that leads back to the process: how a webhook finds its case. */
export interface ProviderReference {
  readonly provider: string;
  /** For example `applicant`, `inspection`, `external-user`. */
  readonly kind: string;
  readonly reference: string;
}

/** One journal step: entries, index row and references are written in one transaction, or not at all. */
export interface JournalRecord {
  readonly workflowId: string;
  /** The first run of the chain: tells a process apart from a later one under the same workflow id. */
  readonly chain: string;
  /** The process's own count of steps, from 1. The same entries recorded again under a version change nothing. */
  readonly version: number;
  /**
   * Length of the history when the step ran. A workflow task that is repeated after a crash may see newer messages and do something else
   * as the same version: both stand in the evidence, the one with the greater length is what happened.
   */
  readonly historyLength: number;
  readonly entries: readonly EvidenceEntry[];
  readonly row: ProcessRow;
  readonly references?: readonly ProviderReference[];
}
