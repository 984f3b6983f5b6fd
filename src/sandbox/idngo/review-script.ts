import { z } from 'zod';

/** A side of a two-sided document. */
export type Side = 'front' | 'back';

/** What a reviewer finds wrong with one image. */
export interface ReviewItem {
  /** Default: any step. */
  readonly step?: string;
  /** Default: any type. */
  readonly idDocType?: string;
  /** Default: every side. A document of one image has no sides: then the image is meant. */
  readonly side?: Side;
  /** May be shown to the applicant. Default: the review's `moderationComment`. */
  readonly comment?: string;
  /** Default: the review's labels. */
  readonly labels?: readonly string[];
}

/** What the provider decides. */
export interface Review {
  /** Goes over the wire as it is: `GREEN`, `RED`, `ERROR` (actions), or something that no documentation knows. */
  readonly answer: string;
  /** For RED. Left out or unheard of, it must not be guessed. */
  readonly rejectType?: 'RETRY' | 'FINAL' | (string & {});
  readonly labels?: readonly string[];
  /** The refused images. Without any, all images look GREEN although the applicant is RED, as the vendor warns. */
  readonly items?: readonly ReviewItem[];
  /** May be shown to the applicant. */
  readonly moderationComment?: string;
  /** Must never be shown to the applicant. */
  readonly clientComment?: string;
  /** Decided so much later than usual. Real milliseconds. */
  readonly afterMs?: number;
  /** The decision changes later by itself, its `afterMs` after this one. */
  readonly reversal?: Review;
  /** For actions: the liveness check did not pass, so no face match was made. */
  readonly liveness?: 'GREEN' | 'RED' | 'ERROR';
}

/**
 * One step of what happens to an applicant. `onHold` and `queued` pass through that status to the next step, and stay there when
 * there is none. `never` stays pending, as the vendor's own Sandbox does until somebody sets the result.
 */
export type ReviewStep = Review | 'onHold' | 'queued' | 'never';

const text = z.string().max(2_000).optional();
const labels = z.array(z.string().max(100)).max(50).optional();

const review: z.ZodType<Review> = z.lazy(() =>
  z.strictObject({
    answer: z.string().min(1).max(50),
    rejectType: z.string().max(50).optional(),
    labels,
    items: z
      .array(
        z.strictObject({
          step: text,
          idDocType: text,
          side: z.enum(['front', 'back']).optional(),
          comment: text,
          labels,
        }),
      )
      .max(50)
      .optional(),
    moderationComment: text,
    clientComment: text,
    afterMs: z.int().nonnegative().optional(),
    reversal: review.optional(),
    liveness: z.enum(['GREEN', 'RED', 'ERROR']).optional(),
  }),
);

export const reviewSchema = review;
export const reviewStepsSchema: z.ZodType<ReviewStep[]> = z
  .array(z.union([z.enum(['onHold', 'queued', 'never']), review]))
  .max(100);

const green: Review = { answer: 'GREEN' };
const blocklisted: Review = {
  answer: 'RED',
  rejectType: 'FINAL',
  labels: ['BLOCKLIST'],
  clientComment: 'Synthetic: on the blocklist.',
};

/**
 * What happens to applicants without a script, by how their `externalUserId` begins, so that one can play from the command line:
 * `retry-` RED RETRY on the back of the identity document, approved the second time · `reject-` RED FINAL · `hold-` on hold, then
 * approved · `queue-` through `queued`, then approved · `never-` stays pending · `unknown-` an answer that no documentation knows ·
 * `flip-` approved, and RED FINAL two seconds later · anything else approved.
 */
export function defaultSteps(externalUserId: string, attempt: number): readonly ReviewStep[] {
  switch (/^(retry|reject|hold|queue|never|unknown|flip)-/.exec(externalUserId)?.[1]) {
    case 'retry':
      return attempt > 1 ? [green] : [blurredBack];
    case 'reject':
      return [
        {
          answer: 'RED',
          rejectType: 'FINAL',
          labels: ['FORGERY'],
          clientComment: 'Synthetic: the document is forged.',
        },
      ];
    case 'hold':
      return ['onHold', green];
    case 'queue':
      return ['queued', green];
    case 'never':
      return ['never'];
    case 'unknown':
      return [{ answer: 'PURPLE' }];
    case 'flip':
      return [{ ...green, reversal: { ...blocklisted, afterMs: 2_000 } }];
    default:
      return [green];
  }
}

const blurredBack: Review = {
  answer: 'RED',
  rejectType: 'RETRY',
  labels: ['UNSATISFACTORY_PHOTOS'],
  moderationComment: 'We could not read your document.',
  clientComment: 'Synthetic: blurred.',
  items: [{ step: 'IDENTITY', side: 'back', comment: 'Please send a sharp photo of the back of your document.' }],
};

/** The steps still to come, per applicant. What a script does not say, the default rules say. */
export class ReviewScripts {
  private readonly steps = new Map<string, ReviewStep[]>();

  constructor(private readonly rules: (externalUserId: string, attempt: number) => readonly ReviewStep[]) {}

  set(externalUserId: string, steps: readonly ReviewStep[]): void {
    this.steps.set(externalUserId, [...reviewStepsSchema.parse(steps)]);
  }

  /** Fills up from the default rules when a new review begins and nothing is left. */
  begin(externalUserId: string, attempt: number): void {
    if (!this.steps.get(externalUserId)?.length)
      this.steps.set(externalUserId, [...this.rules(externalUserId, attempt)]);
  }

  /** The next step of a review that is under way; undefined when the script ends here. */
  next(externalUserId: string): ReviewStep | undefined {
    return this.steps.get(externalUserId)?.shift();
  }
}
