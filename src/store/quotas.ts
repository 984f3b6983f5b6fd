import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { sql, type Kysely } from 'kysely';
import { assertText } from './bounds';
import type { Quotas } from './store';
import type { Tables } from './tables';

type Quota = Parameters<Quotas['within']>[0];
type Waiting = NonNullable<Parameters<Quotas['within']>[2]>;

/** With `perSeconds: 0` nothing tells when a call will end, so the one that waits looks this often. */
const lookAgainMs = 50;

/**
 * A ledger of the calls that count: one row from before a call until `perSeconds` after it, by the database's clock.
 * `kyc.take_quota_slot` adds a row only while there are fewer than `requests`.
 */
export function openQuotas(db: Kysely<Tables>): Quotas {
  // One caller of this process at a time asks for each quota: first come first served, and no crowd at the database.
  const lines = new Map<string, Promise<unknown>>();

  function inLine<T>(name: string, ask: () => Promise<T>): Promise<T> {
    const mine = (lines.get(name) ?? Promise.resolve()).then(ask, ask);
    lines.set(name, mine);
    const leave = () => {
      if (lines.get(name) === mine) lines.delete(name);
    };
    mine.then(leave, leave);
    return mine;
  }

  async function take(slot: string, { name, limit, holdMs }: Quota, { signal, onWait }: Waiting): Promise<void> {
    for (;;) {
      signal?.throwIfAborted();
      const { rows } = await sql<{ wait: number | null }>`
        select kyc.take_quota_slot(${slot}, ${name}, ${limit.requests}, ${limit.perSeconds}, ${holdMs}) as wait`.execute(
        db,
      );
      const waitMs = rows[0]?.wait ?? null;
      if (waitMs === null) break;
      const pauseMs = Math.max(waitMs, limit.perSeconds === 0 ? lookAgainMs : 1);
      onWait?.(pauseMs);
      await delay(pauseMs, undefined, { signal }).catch(() => {});
    }
    if (!signal?.aborted) return;
    // Nothing was sent for it.
    await db.deleteFrom('quota_slots').where('id', '=', slot).execute();
    signal.throwIfAborted();
  }

  /** Counts until a period after now, also when the call outlived `holdMs` and its row is gone. */
  async function free(slot: string, { name, limit }: Quota): Promise<void> {
    // The embedded database's clock cuts off fractions of a millisecond.
    await sql`
      insert into kyc.quota_slots (id, quota, free_at)
      values (${slot}, ${name}, clock_timestamp() + make_interval(secs => ${limit.perSeconds} + 0.001))
      on conflict (id) do update set free_at = excluded.free_at`.execute(db);
  }

  return {
    async within(quota, call, waiting = {}) {
      assertText('quota', quota.name);
      const slot = randomUUID();
      await abortable(
        inLine(quota.name, () => take(slot, quota, waiting)),
        waiting.signal,
      );
      try {
        return await call();
      } finally {
        // The answer of the call is worth more than the slot, which is free after holdMs anyway.
        await free(slot, quota).catch(() => {});
      }
    },
  };
}

/** Whoever gives up leaves at once, though those before it in the line still wait. */
async function abortable<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  let giveUp!: () => void;
  const aborted = new Promise<never>((_, reject) => {
    giveUp = () => reject(signal.reason as Error);
  });
  signal.addEventListener('abort', giveUp);
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}
