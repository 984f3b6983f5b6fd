import type { Waiters } from './waiters';

/** One call that a provider received. */
export interface CallRecord {
  /** Milliseconds since the epoch, on the sandbox's clock, when the request had arrived. */
  readonly at: number;
  readonly operation: string;
  /** What the caller got to see. */
  readonly status: number | 'time-out' | 'reset' | 'cut';
  /** The provider's own code, where it refused; some refuse with a success status. */
  readonly errorCode?: number | string;
  /** Whom it was about, by the `externalUserId` of the applicant or what stands for it at a provider that has none. */
  readonly applicantExternalId?: string;
  /**
   * What it changed that the provider would show to a person, for example `image-added`. Ends in `-again` when the same was done
   * before with nothing new between: what a crash must not cause.
   */
  readonly effect?: string;
}

export interface CallFilter {
  readonly operation?: string;
  readonly externalUserId?: string;
}

/** How often each effect took place: `{ 'applicant-created': 1, 'image-added': 3, 'review-opened': 1 }`. */
export type EffectCounts = Record<string, number>;

const kept = 100_000;

/** What one provider was asked, in the order of the answers. The last 100,000 calls are kept; counts are of all. */
export class CallLog {
  private records: CallRecord[] = [];
  private readonly arrivals = new Map<string, number[]>();
  private readonly atOnce = new Map<string, { now: number; most: number }>();
  private readonly tallies = new Map<string, EffectCounts>();
  private readonly counts = new Map<string, number>();

  constructor(
    private readonly now: () => number,
    private readonly waiters: Waiters,
  ) {}

  /** Notes the arrival; the function that it returns notes the answer. */
  begin(operation: string): (answer: Omit<CallRecord, 'at' | 'operation'>) => void {
    const at = this.now();
    const arrivals = this.arrivals.get(operation) ?? [];
    this.arrivals.set(operation, arrivals);
    arrivals.push(at);
    const load = this.atOnce.get(operation) ?? { now: 0, most: 0 };
    this.atOnce.set(operation, load);
    load.most = Math.max(load.most, ++load.now);
    return (answer) => {
      load.now--;
      this.add({ at, operation, ...answer });
    };
  }

  calls({ operation, externalUserId }: CallFilter = {}): CallRecord[] {
    return this.records.filter(
      (call) =>
        (operation === undefined || call.operation === operation) &&
        (externalUserId === undefined || call.applicantExternalId === externalUserId),
    );
  }

  /** The effects on one applicant, or per applicant by `externalUserId`. */
  effects(): Record<string, EffectCounts>;
  effects(externalUserId: string): EffectCounts;
  effects(externalUserId?: string): EffectCounts | Record<string, EffectCounts> {
    if (externalUserId !== undefined) return { ...this.tallies.get(externalUserId) };
    return Object.fromEntries([...this.tallies].map(([id, counts]) => [id, { ...counts }]));
  }

  /** The most calls that arrived within any window of so many seconds, whatever they were answered. */
  windowMax(operation: string, seconds: number): number {
    const arrivals = this.arrivals.get(operation) ?? [];
    let first = 0;
    let most = 0;
    arrivals.forEach((at, last) => {
      while (at - arrivals[first]! >= seconds * 1000) first++;
      most = Math.max(most, last - first + 1);
    });
    return most;
  }

  /** The most calls that were being answered at one time. */
  concurrencyMax(operation: string): number {
    return this.atOnce.get(operation)?.most ?? 0;
  }

  /** Resolves with the calls once there were `times` (default 1) of them, also when that was before; rejects with what it saw instead. */
  called(
    operation: string,
    { externalUserId, times = 1 }: { externalUserId?: string; times?: number } = {},
    timeoutMs = 5_000,
  ): Promise<CallRecord[]> {
    const count = () => this.counts.get(countKey(operation, externalUserId)) ?? 0;
    const about = externalUserId === undefined ? '' : ` for ${externalUserId}`;
    return this.waiters.until(
      () => (count() >= times ? this.calls({ operation, externalUserId }) : undefined),
      timeoutMs,
      () =>
        `${operation} was called ${count()} time(s)${about} within ${timeoutMs} ms, not ${times}. ` +
        `Seen${about}: ${
          this.calls({ externalUserId })
            .map((call) => `${call.operation} ${call.status}`)
            .join(', ') || 'nothing'
        }.`,
    );
  }

  private add(record: CallRecord): void {
    if (this.records.length >= kept) this.records = this.records.slice(kept / 2);
    this.records.push(record);
    const { operation, applicantExternalId: id, effect } = record;
    for (const key of new Set([countKey(operation), countKey(operation, id)])) {
      this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
    }
    if (id !== undefined && effect !== undefined) {
      const counts = this.tallies.get(id) ?? {};
      counts[effect] = (counts[effect] ?? 0) + 1;
      this.tallies.set(id, counts);
    }
    this.waiters.changed();
  }
}

function countKey(operation: string, externalUserId = ''): string {
  return `${operation} ${externalUserId}`;
}
