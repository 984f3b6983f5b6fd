import type { Timers } from '../timers';
import type { Action } from './actions';
import type { Applicant } from './applicants';
import { plainDate } from './dates';
import type { Review, ReviewScripts } from './review-script';
import { reviewResult } from './verdicts';
import type { IdngoWebhooks } from './webhooks';

interface ActionLifeCycleOptions {
  readonly scripts: ReviewScripts;
  readonly webhooks: IdngoWebhooks;
  readonly timers: Timers;
  readonly now: () => number;
  readonly reviewMs: number;
}

/** Moves actions through init, pending, perhaps onHold, completed. Their webhooks are resent within minutes, not hours. */
export class ActionLifeCycle {
  constructor(private readonly options: ActionLifeCycleOptions) {}

  begin(applicant: Applicant, action: Action): void {
    action.review.status = 'pending';
    this.options.scripts.begin(applicant.externalUserId, 1);
    this.options.webhooks.action('applicantActionPending', applicant, action);
    this.advance(applicant, action);
  }

  private advance(applicant: Applicant, action: Action): void {
    const { scripts, timers, reviewMs, webhooks } = this.options;
    const step = scripts.next(applicant.externalUserId);
    if (step === undefined || step === 'never') return;
    const pause = typeof step === 'object' ? (step.afterMs ?? 0) : 0;
    timers.after(reviewMs + pause, () => {
      if (typeof step === 'object') return this.complete(applicant, action, step);
      if (step === 'onHold') {
        action.review.status = 'onHold';
        webhooks.action('applicantActionOnHold', applicant, action);
      }
      this.advance(applicant, action);
    });
  }

  private complete(applicant: Applicant, action: Action, review: Review): void {
    const createdAt = plainDate(this.options.now());
    const liveness = review.liveness ?? 'GREEN';
    action.checks = [
      {
        answer: liveness,
        checkType: 'FACE_LIVELINESS',
        createdAt,
        livenessInfo: {
          livenessData: { images: action.images.map(({ imageId }) => ({ imageId })) },
          livenessResult: { answer: liveness },
        },
      },
      // Without liveness no face is compared (vendor).
      ...(liveness === 'GREEN'
        ? [{ answer: review.answer, checkType: 'FACE_MATCH', createdAt, faceMatchInfo: { answer: review.answer } }]
        : []),
    ];
    action.review.status = 'completed';
    action.review.result = reviewResult(review);
    this.options.webhooks.action('applicantActionReviewed', applicant, action);
  }
}
