import type { JournalRecord, ProcessRow, EvidenceEntry, ProviderReference } from '../domain/journal';
import type { Limit } from '../providers/operation';

/** What must outlive Temporal's histories or be found from outside them. One SQL dialect: PGlite embedded, PostgreSQL in production. */
export interface Store {
  readonly journal: Journal;
  readonly references: References;
  readonly deliveries: Deliveries;
  readonly quotas: Quotas;
  /** Rejects when the database cannot be reached. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface Journal {
  /**
   * One transaction: evidence appended, references linked, index row moved forward. A repeat changes nothing: neither the same step (version
   * and history length) again, nor one that differs from what stands for its version in times only. Rejects with
   * `kyc.input.InvalidRequest` when a text or a count is out of bounds.
   */
  record(entry: JournalRecord): Promise<void>;
  /** The evidence of one process (all its chains), oldest first. Of several history lengths of one version the last is what happened. */
  entries(workflowId: string): Promise<RecordedEvidence[]>;
  /** The index row of the newest chain. */
  process(workflowId: string): Promise<IndexedProcess | undefined>;
  /** Index rows by filter, soonest due first, then newest; `limit` defaults to 50 and is at most 500. */
  list(filter: ProcessFilter): Promise<IndexedProcess[]>;
}

export interface RecordedEvidence extends EvidenceEntry {
  readonly chain: string;
  readonly version: number;
  readonly historyLength: number;
  /** Among the entries of its step, from 0. */
  readonly position: number;
}

export interface IndexedProcess extends ProcessRow {
  readonly workflowId: string;
  readonly chain: string;
  readonly version: number;
}

export interface ProcessFilter {
  readonly process?: string;
  readonly subjectId?: string;
  readonly phase?: string;
  readonly open?: boolean;
  readonly limit?: number;
}

export interface References {
  /** Workflow ids that a provider's reference leads to, newest first. */
  find(reference: ProviderReference): Promise<string[]>;
}

/** The webhook inbox. A delivery is `received` until its hint has reached a workflow; a repeat of a delivered one changes nothing. */
export interface Deliveries {
  /** Records the arrival and says whether this very event was delivered before. The body is not kept: only its hash and type. */
  receive(delivery: Delivery): Promise<{ delivered: boolean }>;
  /** `nobody`: we know no process for it; `delivered`: the hint reached `workflowIds`. */
  settle(
    provider: string,
    eventKey: string,
    outcome: 'delivered' | 'nobody',
    workflowIds: readonly string[],
  ): Promise<void>;
  recent(limit: number): Promise<RecordedDelivery[]>;
}

export interface Delivery {
  readonly provider: string;
  /** Same for every repeat of the same event. At most 200 characters. */
  readonly eventKey: string;
  readonly type: string;
  /** Lower-case hex SHA-256 of the raw body. */
  readonly bodySha256: string;
}

export interface RecordedDelivery extends Delivery {
  readonly outcome: 'received' | 'delivered' | 'nobody';
  readonly workflowIds: readonly string[];
  readonly receivedAt: string;
  readonly copies: number;
}

export interface Quotas {
  /**
   * Runs `call` within the quota, across every worker that shares this store: call k starts only when call k-requests ended at least
   * `perSeconds` ago, so no window at the provider ever holds more, whatever the network delays. Waits for its turn; `signal` gives up
   * waiting; `onWait` hears, whenever the caller is first in line and the quota is used up, after how many milliseconds it looks again.
   * `perSeconds` may be a fraction. A call whose worker died counts as ended after `holdMs`, the longest that an attempt may take.
   */
  within<T>(
    quota: { name: string; limit: Limit; holdMs: number },
    call: () => Promise<T>,
    waiting?: { signal?: AbortSignal; onWait?: (ms: number) => void },
  ): Promise<T>;
}
