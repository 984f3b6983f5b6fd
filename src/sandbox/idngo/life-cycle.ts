import type { Identifiers } from '../identifiers';
import type { Timers } from '../timers';
import { gaps, type Applicant, type ReviewStatus } from './applicants';
import { levelNamed, type Level } from './levels';
import type { Review, ReviewScripts, ReviewStep } from './review-script';
import { markImages, reviewResult } from './verdicts';
import type { IdngoWebhooks } from './webhooks';

interface LifeCycleOptions {
  readonly scripts: ReviewScripts;
  readonly webhooks: IdngoWebhooks;
  readonly timers: Timers;
  readonly ids: Identifiers;
  readonly now: () => number;
  /** From `pending` to the decision, in real milliseconds. */
  readonly reviewMs: number;
  /** Told after every change of a status. */
  readonly changed: () => void;
}

/** Moves applicants through their statuses: init, pending, prechecked, perhaps queued or onHold, completed. Each change is a webhook. */
export class LifeCycle {
  constructor(private readonly options: LifeCycleOptions) {}

  created(applicant: Applicant): void {
    this.move(applicant, 'init', 'applicantCreated');
  }

  /** Opens a review; says whether there was anything new to look at since the last one. */
  begin(applicant: Applicant): 'review-opened' | 'review-opened-again' {
    const { scripts, ids, now, reviewMs } = this.options;
    const { review } = applicant;
    const nothingNew = review.attemptCnt > 0 && !applicant.newForReview;
    review.attemptCnt++;
    review.attemptId = ids.code();
    review.pendingAt = now();
    applicant.newForReview = false;
    scripts.begin(applicant.externalUserId, review.attemptCnt);
    this.move(applicant, 'pending', 'applicantPending');
    this.later(applicant, reviewMs / 2, () => this.precheck(applicant));
    return nothingNew ? 'review-opened-again' : 'review-opened';
  }

  /** Gives this result now, whatever the script says. A decided applicant gets another attempt: that is a reversal. */
  decide(applicant: Applicant, review: Review): void {
    const state = applicant.review;
    if (state.status === 'completed') state.attemptCnt++;
    state.attemptId = this.options.ids.code(); // what was to come for the attempt before comes no more
    state.result = reviewResult(review);
    state.reviewedAt = this.options.now();
    markImages(applicant.images, review);
    this.move(applicant, 'completed', 'applicantReviewed');
    const { reversal } = review;
    if (reversal) this.later(applicant, reversal.afterMs ?? 0, () => this.decide(applicant, reversal));
  }

  /** Back to the beginning: neither result nor documents count any more. */
  reset(applicant: Applicant): void {
    applicant.review.attemptId = this.options.ids.code();
    applicant.review.result = undefined;
    applicant.images.forEach((image) => (image.active = image.listed = false));
    this.move(applicant, 'init', 'applicantReset');
  }

  /** A link of another level takes the applicant there: what was decided on the old level does not hold for the new one. */
  changeLevel(applicant: Applicant, level: Level): void {
    const previousLevelName = applicant.levelName;
    applicant.levelName = level.name;
    applicant.review.status = 'init';
    applicant.newForReview = true;
    this.options.webhooks.applicant('applicantLevelChanged', applicant, { previousLevelName });
    this.options.changed();
  }

  /** Something new was sent. After a temporary rejection this makes the applicant `init` again; the old result stays until the next. */
  amended(applicant: Applicant): void {
    applicant.newForReview = true;
    const { review } = applicant;
    if (review.status !== 'completed' || review.result?.reviewRejectType !== 'RETRY') return;
    review.status = 'init';
    this.options.changed();
  }

  private precheck(applicant: Applicant): void {
    const step = whatFollows(applicant, this.options.scripts.next(applicant.externalUserId));
    if (step === 'never') return;
    this.move(applicant, 'prechecked', 'applicantPrechecked');
    this.follow(applicant, step);
  }

  private follow(applicant: Applicant, step: ReviewStep | undefined): void {
    const { scripts, reviewMs } = this.options;
    if (step === undefined || step === 'never') return;
    if (typeof step === 'object') {
      return this.later(applicant, reviewMs / 2 + (step.afterMs ?? 0), () => this.decide(applicant, step));
    }
    // No webhook is known for `queued`.
    this.later(applicant, reviewMs / 2, () => {
      if (step === 'onHold') this.move(applicant, 'onHold', 'applicantOnHold');
      else this.move(applicant, 'queued');
      this.follow(applicant, whatFollows(applicant, scripts.next(applicant.externalUserId)));
    });
  }

  private later(applicant: Applicant, ms: number, then: () => void): void {
    const { attemptId } = applicant.review;
    this.options.timers.after(ms, () => {
      if (applicant.review.attemptId === attemptId) then();
    });
  }

  private move(applicant: Applicant, status: ReviewStatus, webhook?: string): void {
    applicant.review.status = status;
    applicant.timeline.push({ at: this.options.now(), activity: webhook ?? status, source: 'API' });
    if (webhook) this.options.webhooks.applicant(webhook, applicant);
    this.options.changed();
  }
}

/**
 * What the script says, as far as the documents allow it: nobody is approved on incomplete documents. With one side of two the
 * verification never completes; with nothing for a step the applicant is refused and may send it (the vendor says both).
 */
function whatFollows(applicant: Applicant, step: ReviewStep | undefined): ReviewStep | undefined {
  if (typeof step !== 'object' || step.answer !== 'GREEN') return step;
  const missing = gaps(applicant, levelNamed(applicant.levelName)?.docSets ?? []);
  if (missing.includes('one-side')) return 'never';
  if (missing.length === 0) return step;
  return {
    answer: 'RED',
    rejectType: 'RETRY',
    labels: ['ADDITIONAL_DOCUMENT_REQUIRED'],
    moderationComment: 'Please send the documents that are still missing.',
  };
}
