// Workflow-safe: plain data in, plain data out; no schema, no clock, no Node builtin.
import type { Verdict, VerdictStatus } from '../../domain/verdict';
import { isJson, numberOrText, word, type Json } from '../reading';

/** What an installation knows of VultSecurity's words beyond the vendor's page, which shows `unknown` only. Case does not count. */
export interface VultsecurityReading {
  /** Values of `ofac_status_e` that clear a person. Default none: without `on_sanction_list`, every approval goes to a person. */
  readonly ofacClear?: readonly string[];
  /** Values of `ofac_status_e` that send the case to a person, whatever else the session says. Default none. */
  readonly ofacHits?: readonly string[];
  /** Values of `dmv_status_e` that send an approval to a person. Default none. */
  readonly dmvFailures?: readonly string[];
  /**
   * What `verified: false` means. The vendor gives no reason with it: `rejected` ends the case (or hands it to a person, by policy),
   * `resubmit` has the person try again in a new session, as often as the policy lets them. Default `rejected`.
   */
  readonly notVerified?: 'rejected' | 'resubmit';
}

/** Statuses that are no decision (vendor: the values of the list filter; what each means is inferred). */
const undecided: Readonly<Record<string, VerdictStatus>> = {
  unknown: 'collecting',
  in_progress: 'collecting',
  temporarily_blocked: 'on_hold',
  temporarily_complete: 'in_review',
  expired: 'expired',
};

/**
 * What an identity verification means: the answer of readIdvSession, with `on_sanction_list` of finalizeIdv laid over it where that is
 * known (the vendor says it once). Nothing in it can make this throw. It approves only a session that is `complete`, has `verified: true`
 * and against which nothing speaks; a doubt about sanctions always is a person's.
 */
export function vultsecurityVerdict(session: unknown, reading: VultsecurityReading = {}): Verdict {
  const read = isJson(session) ? session : {};
  const status = word(read['status_e']);
  const complete = status === 'complete';
  const at = complete ? (timeOf(read['verified_at']) ?? timeOf(read['completed_at'])) : undefined;
  return {
    ...(complete ? decide(read, reading) : { status: wait(status), reasons: [] }),
    items: [],
    revision: [numberOrText(read['session_id']), status, ...(complete ? factsOf(read) : [])]
      .map((part) => part ?? '-')
      .join('|'),
    ...(at !== undefined && { at }),
    said: [status ?? 'no readable status', ...(complete ? wordsOf(read) : [])].join(', '),
  };
}

type Decision = Pick<Verdict, 'status' | 'reasons' | 'refer'>;

function wait(status: string | undefined): VerdictStatus {
  return (status !== undefined && Object.hasOwn(undecided, status) && undecided[status]) || 'unknown';
}

function decide(read: Json, reading: VultsecurityReading): Decision {
  const { on_sanction_list: listed, verified } = read;
  const ofac = word(read['ofac_status_e']);
  if (listed === true) return refer('on a sanction list', 'SANCTION_LIST');
  if (among(reading.ofacHits, ofac)) return refer('a hit on the OFAC lists', 'OFAC_HIT');
  if (verified === false) return { status: reading.notVerified ?? 'rejected', reasons: ['NOT_VERIFIED'] };
  if (verified !== true) return refer('complete without a verdict', 'VERDICT_MISSING');
  if (listed !== false && !among(reading.ofacClear, ofac)) {
    return refer('not cleared of sanctions', 'SANCTIONS_NOT_CLEARED');
  }
  if (among(reading.dmvFailures, word(read['dmv_status_e']))) {
    return refer('not as in the motor-vehicle records', 'DMV_FAILURE');
  }
  return { status: 'approved', reasons: [] };
}

function refer(why: string, label: string): Decision {
  return { status: 'unknown', reasons: [label], refer: why };
}

function among(values: readonly string[] = [], value: string | undefined): boolean {
  return value !== undefined && values.some((one) => one.toLowerCase() === value.toLowerCase());
}

/** What the vendor can say anew about a finished session. Times are left out: their form is not stated, and none of them decides. */
function factsOf({ verified, on_sanction_list: listed, ofac_status_e: ofac, dmv_status_e: dmv }: Json) {
  return [yesOrNo(verified), yesOrNo(listed), word(ofac), word(dmv)];
}

function yesOrNo(value: unknown): string | undefined {
  return typeof value === 'boolean' ? String(value) : undefined;
}

function wordsOf({ verified, on_sanction_list: listed, ofac_status_e: ofac, dmv_status_e: dmv }: Json): string[] {
  const values = [word(ofac), word(dmv)].map((value) => value ?? 'missing');
  return [
    verified === true ? 'verified' : verified === false ? 'not verified' : 'no verdict',
    ...(listed === true ? ['on a sanction list'] : listed === false ? ['on no sanction list'] : []),
    `OFAC ${values[0]}`,
    `DMV ${values[1]}`,
  ];
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/;

/** The vendor states no format; anything but ISO 8601 with a zone is left out. */
function timeOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > 40 || !TIME.test(value)) return undefined;
  const ms = Date.parse(value);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}
