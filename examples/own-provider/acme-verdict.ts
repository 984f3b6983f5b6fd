/* What Acme's answers mean. Pure: nothing in them may make it throw, and nothing but `passed` approves. */
import type { Verdict, VerdictStatus } from 'temporal-kyc/adapter';

const meanings: ReadonlyMap<unknown, VerdictStatus> = new Map<unknown, VerdictStatus>([
  ['open', 'collecting'],
  ['checking', 'in_review'],
  ['paused', 'on_hold'],
  ['passed', 'approved'],
  ['retry', 'resubmit'],
  ['refused', 'rejected'],
  ['lapsed', 'expired'],
]);

export function acmeVerdict(answer: unknown): Verdict {
  const { state, attempt, reasons } = (answer ?? {}) as { state?: unknown; attempt?: unknown; reasons?: unknown };
  const said = typeof state === 'string' && /^[a-z_]{1,40}$/.test(state) ? state : 'something unreadable';
  return {
    status: meanings.get(state) ?? 'unknown',
    // Acme names no item: everything is asked for again.
    items: [],
    reasons: Array.isArray(reasons) ? reasons.filter((one) => /^[A-Z_]{1,40}$/.test(String(one))).map(String) : [],
    revision: `${typeof attempt === 'number' ? attempt : '-'}|${said}`,
    said,
  };
}
