import { z } from 'zod';

/** What Identomat, or its operator, decides about a session. */
export interface Outcome {
  /** Goes over the wire as it is: `approved`, `rejected`, or something that no documentation knows. */
  readonly result: string;
  /** For `rejected`. Default `low_similarity`. */
  readonly rejectReason?: { readonly value: string; readonly description?: string };
  /** Upper-case codes. Default: the reject reason's. */
  readonly errors?: readonly string[];
  /** The reviewer's free text, which must never be shown to the user. */
  readonly comment?: string;
  /** Between the photo in the document and the face, 0 to 1. Default: 0.93, or 0.41 when rejected. */
  readonly similarity?: number;
  /** The vendor's samples show `false` when approved and `true` when rejected, and so do these: it is no decision. */
  readonly live?: boolean;
  /** Decided so much later than usual. Real milliseconds. */
  readonly afterMs?: number;
  /** The decision changes later by itself, its `afterMs` after this one. */
  readonly reversal?: Outcome;
}

/**
 * One step of what happens to whoever goes by a name, over all their sessions. An outcome ends a session, and the next session goes on
 * with the next step. `manual-check` waits for an operator: the next step is their decision; with none, `decide` is. `never` stays in
 * progress although the user has finished. `expire`: the user leaves without finishing and the session expires.
 */
export type SessionStep = Outcome | 'manual-check' | 'never' | 'expire';

const outcome: z.ZodType<Outcome> = z.lazy(() =>
  z.strictObject({
    result: z.string().max(100),
    rejectReason: z
      .strictObject({ value: z.string().max(100), description: z.string().max(500).optional() })
      .optional(),
    errors: z.array(z.string().max(100)).max(50).optional(),
    comment: z.string().max(2_000).optional(),
    similarity: z.number().min(0).max(1).optional(),
    live: z.boolean().optional(),
    afterMs: z.int().nonnegative().optional(),
    reversal: outcome.optional(),
  }),
);

export const outcomeSchema = outcome;
export const sessionStepsSchema: z.ZodType<SessionStep[]> = z
  .array(z.union([z.enum(['manual-check', 'never', 'expire']), outcome]))
  .max(100);

const approved: Outcome = { result: 'approved' };
const rejected: Outcome = { result: 'rejected' };

/** Assumed: only `low_similarity` stands in the documentation. */
const unreadable: Outcome = {
  result: 'rejected',
  rejectReason: { value: 'document_not_readable', description: 'The document could not be read' },
};

/** What happens to those without a script, by how their name begins. */
export function defaultSteps(name: string, session: number): readonly SessionStep[] {
  switch (/^(retry|reject|hold|manual|never|unknown|flip|expire)-/.exec(name)?.[1]) {
    case 'retry':
      return [session > 1 ? approved : unreadable];
    case 'reject':
      return [rejected];
    case 'hold':
      return ['manual-check', approved];
    case 'manual':
      return ['manual-check'];
    case 'never':
      return ['never'];
    case 'unknown':
      return [{ result: 'purple' }];
    case 'flip':
      return [{ ...approved, reversal: { ...rejected, afterMs: 2_000 } }];
    case 'expire':
      return [session > 1 ? approved : 'expire'];
    default:
      return [approved];
  }
}

/** The steps still to come, by name. What a script does not say, the default rules say. */
export class SessionScripts {
  private readonly byName = new Map<string, SessionStep[]>();
  private waiting: SessionStep[][] = [];

  set(name: string, steps: readonly SessionStep[]): void {
    this.byName.set(name, [...sessionStepsSchema.parse(steps)]);
  }

  /** For the next session of somebody without a script. */
  setNext(steps: readonly SessionStep[]): void {
    this.waiting.push([...sessionStepsSchema.parse(steps)]);
  }

  /** A session begins: says where its steps come from, if nothing was said before. */
  begin(name: string, session: number): void {
    if (this.byName.get(name)?.length) return;
    const [next = [...defaultSteps(name, session)], ...rest] = this.waiting;
    this.waiting = rest;
    this.byName.set(name, next);
  }

  next(name: string): SessionStep | undefined {
    return this.byName.get(name)?.shift();
  }
}
