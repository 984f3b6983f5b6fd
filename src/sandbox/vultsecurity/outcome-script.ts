import { z } from 'zod';

/** The values of `status_e` that the vendor lists; others may come. */
export const sessionStatuses = [
  'unknown',
  'in_progress',
  'complete',
  'temporarily_blocked',
  'temporarily_complete',
  'expired',
] as const;
export type SessionStatus = (typeof sessionStatuses)[number] | (string & {});

/** What becomes of a session once it is finalized. `null` goes over the wire as it is. */
export interface Outcome {
  /** Default `complete`. Goes over the wire as it is, also when no documentation knows it. */
  readonly status?: SessionStatus;
  /** `verified`; in an authentication `authenticated`. Default true. */
  readonly verified?: boolean | null;
  /** Default false. Only the answer to finalization says it. */
  readonly onSanctionList?: boolean | null;
  /** Default by `onSanctionList`: `clear` or `match`, values of this sandbox. The vendor shows `unknown` only. */
  readonly ofacStatus?: string | null;
  /** Default: `match` or `mismatch` by `verified` for a document that motor-vehicle authorities issue, `unknown` for a passport. */
  readonly dmvStatus?: string | null;
  /** Default 92 or 31 by `verified`. */
  readonly score?: number | null;
  /** It comes so much later; until then nothing changes. Real milliseconds. */
  readonly afterMs?: number;
  /** What follows by itself, its `afterMs` after this one: the end of something temporary, or a reversal. */
  readonly then?: Outcome;
}

const outcome: z.ZodType<Outcome> = z.lazy(() =>
  z.strictObject({
    status: z.string().min(1).max(50).optional(),
    verified: z.boolean().nullable().optional(),
    onSanctionList: z.boolean().nullable().optional(),
    ofacStatus: z.string().max(50).nullable().optional(),
    dmvStatus: z.string().max(50).nullable().optional(),
    score: z.number().nullable().optional(),
    afterMs: z.int().nonnegative().optional(),
    then: outcome.optional(),
  }),
);

export const outcomeSchema = outcome;
export const outcomesSchema: z.ZodType<Outcome[]> = z.array(outcome).max(100);

const verified: Outcome = {};
const refused: Outcome = { verified: false };
const sanctioned: Outcome = { onSanctionList: true };
const soon = 500;

/**
 * What happens to keys without a script, by how they begin: `retry-` not verified, and verified in a second session · `reject-` not verified ·
 * `sanction-` verified and on a sanction list · `hold-` temporarily blocked, then verified · `blocked-` stays temporarily blocked ·
 * `temporary-` temporarily complete, then verified · `expire-` expired, and verified in a second session · `never-` stays in progress ·
 * `unknown-` a status that no documentation knows · `null-` complete without a verdict · `flip-` verified, and two seconds later neither
 * verified nor off the sanction lists · anything else verified.
 */
export function defaultOutcome(key: string, attempt: number): Outcome {
  switch (/^(retry|reject|sanction|hold|blocked|temporary|expire|never|unknown|null|flip)-/.exec(key)?.[1]) {
    case 'retry':
      return attempt > 1 ? verified : refused;
    case 'reject':
      return refused;
    case 'sanction':
      return sanctioned;
    case 'hold':
      return { status: 'temporarily_blocked', verified: null, then: { ...verified, afterMs: soon } };
    case 'blocked':
      return { status: 'temporarily_blocked', verified: null };
    case 'temporary':
      // Already says verified: who decides on that alone decides too early.
      return { status: 'temporarily_complete', then: { ...verified, afterMs: soon } };
    case 'expire':
      return attempt > 1 ? verified : { status: 'expired', verified: null };
    case 'never':
      return { status: 'in_progress', verified: null };
    case 'unknown':
      return { status: 'under_audit' };
    case 'null':
      return { verified: null, onSanctionList: null, ofacStatus: null, dmvStatus: null, score: null };
    case 'flip':
      return { then: { verified: false, onSanctionList: true, afterMs: 2_000 } };
    default:
      return verified;
  }
}

/** The outcomes still to come, per key: one for every session that is finalized. What a script does not say, the default rules say. */
export class OutcomeScripts {
  private readonly outcomes = new Map<string, Outcome[]>();
  private readonly attempts = new Map<string, number>();

  constructor(private readonly rules: (key: string, attempt: number) => Outcome) {}

  set(key: string, outcomes: readonly Outcome[]): void {
    this.outcomes.set(key, [...outcomesSchema.parse(outcomes)]);
  }

  next(key: string): Outcome {
    const attempt = (this.attempts.get(key) ?? 0) + 1;
    this.attempts.set(key, attempt);
    return this.outcomes.get(key)?.shift() ?? this.rules(key, attempt);
  }
}
