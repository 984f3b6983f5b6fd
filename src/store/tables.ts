import type { ColumnType, Generated } from 'kysely';

/** Written as ISO 8601 text, read as a `Date`. */
type Time = ColumnType<Date, string, string>;
type OptionalTime = ColumnType<Date | null, string | undefined, string | null>;
type Optional<T> = ColumnType<T | null, T | undefined, T | null>;
/** Set by the database's own clock. */
type Stamp = ColumnType<Date, never, never>;
/** Counts up; the clock alone would leave rows of one millisecond in no order. Read as text. */
type Order = ColumnType<string, never, never>;

/** The tables of schema `kyc`, as `migrations.ts` makes them. */
export interface Tables {
  readonly processes: Processes;
  readonly evidence: Evidence;
  readonly provider_references: ProviderReferences;
  readonly deliveries: Deliveries;
  readonly quota_slots: QuotaSlots;
}

interface Processes {
  workflow_id: string;
  chain: string;
  version: number;
  history_length: number;
  process: string;
  subject_id: string;
  phase: string;
  outcome: Optional<string>;
  provider: Optional<string>;
  level: Optional<string>;
  queue: Optional<string>;
  assignee: Optional<string>;
  risk: Optional<string>;
  attempt: Optional<number>;
  due_at: OptionalTime;
  started_at: Time;
  closed_at: OptionalTime;
  recorded_at: Stamp;
}

interface Evidence {
  workflow_id: string;
  chain: string;
  version: number;
  history_length: number;
  position: number;
  step_sha256: string;
  kind: string;
  at: Time;
  actor: string;
  facts: Record<string, unknown> | null;
  recorded_at: Stamp;
}

interface ProviderReferences {
  provider: string;
  kind: string;
  reference: string;
  workflow_id: string;
  link: Order;
  linked_at: Stamp;
}

interface Deliveries {
  provider: string;
  event_key: string;
  type: string;
  body_sha256: string;
  outcome: Generated<'received' | 'delivered' | 'nobody'>;
  workflow_ids: ColumnType<string[], readonly string[] | undefined, readonly string[]>;
  copies: Generated<number>;
  arrival: Order;
  received_at: Stamp;
}

interface QuotaSlots {
  id: string;
  quota: string;
  free_at: Time;
}
