import type { CallLog } from '../call-log';
import type { Forgery } from '../faults';
import { ProviderSandbox } from '../provider-sandbox';
import type { WebhookSender } from '../webhook-sender';
import type { Waiters } from '../waiters';
import type { Applicant, ReviewStatus } from './applicants';
import type { IdngoCredentials } from './credentials';
import type { HostedDocument, HostedFlow, HostedResult } from './hosted-flow';
import { finishHosted } from './hosted-page';
import { reviewSchema, type Review, type ReviewScripts, type ReviewStep } from './review-script';
import type { UploadRemark } from './upload-remarks';
import type { World } from './world';

/** What the account shows of an applicant, without personal data. */
export interface ApplicantState {
  readonly applicantId: string;
  readonly externalUserId: string;
  readonly levelName: string;
  readonly reviewStatus: ReviewStatus;
  readonly reviewAnswer?: string;
  readonly reviewRejectType?: string;
  readonly attemptCnt: number;
  readonly deactivated: boolean;
  /** Every image that was ever sent; `active` ones count. */
  readonly images: readonly {
    readonly imageId: number;
    readonly step: string;
    readonly idDocType: string;
    readonly side?: string;
    readonly sha256: string;
    readonly size: number;
    readonly active: boolean;
    readonly reviewAnswer?: string;
  }[];
}

interface Parts {
  readonly world: World;
  readonly log: CallLog;
  readonly sender: WebhookSender;
  readonly scripts: ReviewScripts;
  readonly actionScripts: ReviewScripts;
  readonly flow: HostedFlow;
  readonly waiters: Waiters;
}

/** Holds the strings of the simulated IDnGO: what it will decide, and what it has seen. */
export class IdngoSandbox extends ProviderSandbox {
  constructor(
    readonly baseUrl: string,
    readonly credentials: IdngoCredentials,
    private readonly parts: Parts,
  ) {
    super(parts.log, parts.sender);
  }

  /** What happens to this applicant, review by review; replaces what was still to come. May be set before the applicant exists. */
  script(externalUserId: string, steps: readonly ReviewStep[]): void {
    this.parts.scripts.set(externalUserId, steps);
  }

  /** The same for this applicant's actions. */
  scriptActions(externalUserId: string, steps: readonly ReviewStep[]): void {
    this.parts.actionScripts.set(externalUserId, steps);
  }

  /** Gives this result, after its `afterMs`: a later reversal, or the end of a review that hangs. Throws when none was ever requested. */
  flip(externalUserId: string, review: Review): void {
    const applicant = this.known(externalUserId);
    const decision = reviewSchema.parse(review);
    if (applicant.review.attemptCnt === 0)
      throw new Error(`${externalUserId} was never reviewed: there is nothing to flip.`);
    const { timers, lifeCycle } = this.parts.world;
    if (decision.afterMs) timers.after(decision.afterMs, () => lifeCycle.decide(applicant, decision));
    else lifeCycle.decide(applicant, decision);
  }

  /** What IDnGO finds wrong with this applicant's next uploads, at once. Each remark is used up by the first upload that it fits. */
  remarkUploads(externalUserId: string, remarks: readonly UploadRemark[]): void {
    this.parts.world.uploadRemarks.set(externalUserId, remarks);
  }

  /** What this user will show on the hosted page. */
  willShow(externalUserId: string, documents: readonly HostedDocument[]): void {
    this.parts.flow.willShow(externalUserId, documents);
  }

  /** The user opens the latest link that was made for them, shows their documents and finishes. Throws when there is none, or it expired. */
  finishHosted(externalUserId: string): HostedResult {
    const link = this.parts.world.links.latestOf(externalUserId);
    if (!link) throw new Error(`No link was made for ${externalUserId}.`);
    if (this.parts.world.links.isOver(link)) throw new Error(`The latest link of ${externalUserId} has expired.`);
    return finishHosted(this.parts.flow, this.parts.log, link);
  }

  applicant(externalUserId: string): ApplicantState | undefined {
    const applicant = this.parts.world.applicants.named(externalUserId);
    return applicant && stateOf(applicant);
  }

  /** Resolves when the applicant is in this status; rejects with the status that it was in instead. */
  reached(externalUserId: string, reviewStatus: ReviewStatus, timeoutMs = 5_000): Promise<ApplicantState> {
    const state = () => this.applicant(externalUserId);
    return this.parts.waiters.until(
      () => (state()?.reviewStatus === reviewStatus ? state() : undefined),
      timeoutMs,
      () =>
        `${externalUserId} was not ${reviewStatus} within ${timeoutMs} ms, but ${state()?.reviewStatus ?? 'unknown here'}.`,
    );
  }

  /** Sends a webhook that claims an approval of this applicant and is a lie. */
  forgeWebhook(externalUserId: string, forgery: Forgery): void {
    const { world, sender } = this.parts;
    sender.sendForged(forgery, world.webhooks.applicantWebhook('applicantReviewed', this.known(externalUserId)));
  }

  private known(externalUserId: string): Applicant {
    const applicant = this.parts.world.applicants.named(externalUserId);
    if (!applicant) throw new Error(`The sandbox knows no applicant ${externalUserId}.`);
    return applicant;
  }
}

function stateOf({ id, externalUserId, levelName, review, deactivated, images }: Applicant): ApplicantState {
  return {
    applicantId: id,
    externalUserId,
    levelName,
    reviewStatus: review.status,
    reviewAnswer: review.result?.reviewAnswer,
    reviewRejectType: review.result?.reviewRejectType,
    attemptCnt: review.attemptCnt,
    deactivated,
    images: images.map(({ id: imageId, step, idDocType, side, sha256, size, active, result }) => ({
      imageId,
      step,
      idDocType,
      side,
      sha256,
      size,
      active,
      reviewAnswer: result?.reviewAnswer,
    })),
  };
}
