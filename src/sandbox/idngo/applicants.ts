import { isTwoSided } from '../../domain/documents';
import type { DocSet } from './levels';
import type { Side } from './review-script';

/** As it goes over the wire. */
export interface ReviewResult {
  readonly reviewAnswer: string;
  readonly reviewRejectType?: string;
  readonly rejectLabels?: readonly string[];
  readonly moderationComment?: string;
  readonly clientComment?: string;
}

export type ReviewStatus = 'init' | 'pending' | 'prechecked' | 'queued' | 'onHold' | 'completed';

/** An uploaded file: what is needed to answer for it, without its bytes. */
export interface Image {
  readonly id: number;
  readonly step: string;
  readonly idDocType: string;
  readonly country: string;
  readonly side?: Side;
  readonly sha256: string;
  readonly size: number;
  readonly mediaType: string;
  /** The attempt for which it was sent: reviews before it plus one. */
  readonly attempt: number;
  /** Through the hosted page, where liveness is checked, or through the direct API. */
  readonly source: 'api' | 'hosted';
  /** `inactive` images were sent, but do not count: refused, or replaced by newer ones. */
  active: boolean;
  /** Still listed in requiredIdDocsStatus; refused images are, until something newer is sent for their step. */
  listed: boolean;
  result?: ReviewResult;
}

export interface Applicant {
  readonly id: string;
  readonly inspectionId: string;
  readonly externalUserId: string;
  readonly createdAt: number;
  readonly type: string;
  levelName: string;
  email?: string;
  phone?: string;
  lang?: string;
  info: Record<string, unknown>;
  fixedInfo: Record<string, unknown>;
  readonly extra: Record<string, unknown>;
  deactivated: boolean;
  readonly images: Image[];
  /** Something was sent since the last review began or the last mail went out. */
  newForReview: boolean;
  mailedFor?: string;
  readonly timeline: { readonly at: number; readonly activity: string; readonly source: string }[];
  readonly review: {
    readonly reviewId: string;
    attemptId: string;
    attemptCnt: number;
    status: ReviewStatus;
    /** Stays through the next attempt until that is decided, as at the vendor. */
    result?: ReviewResult;
    pendingAt?: number;
    reviewedAt?: number;
  };
}

/** Everybody the account knows, by each of the ids that lead to them. */
export class ApplicantRegister {
  private readonly byId = new Map<string, Applicant>();
  private readonly byExternalId = new Map<string, Applicant>();
  private readonly byInspection = new Map<string, Applicant>();

  add(applicant: Applicant): Applicant {
    this.byId.set(applicant.id, applicant);
    this.byExternalId.set(applicant.externalUserId, applicant);
    this.byInspection.set(applicant.inspectionId, applicant);
    return applicant;
  }

  find(id: string): Applicant | undefined {
    return this.byId.get(id);
  }

  named(externalUserId: string): Applicant | undefined {
    return this.byExternalId.get(externalUserId);
  }

  inspected(inspectionId: string): Applicant | undefined {
    return this.byInspection.get(inspectionId);
  }

  all(): IterableIterator<Applicant> {
    return this.byId.values();
  }
}

export function isUnderReview({ review }: Applicant): boolean {
  return ['pending', 'prechecked', 'queued'].includes(review.status);
}

export function isFinallyRejected({ review }: Applicant): boolean {
  return review.status === 'completed' && review.result?.reviewRejectType === 'FINAL';
}

export function isApproved({ review }: Applicant): boolean {
  return review.status === 'completed' && review.result?.reviewAnswer === 'GREEN';
}

/** What keeps an applicant from being approved: a step with nothing for it, or a document with one side of two. */
export function gaps(applicant: Applicant, docSets: readonly DocSet[]): ('nothing' | 'one-side')[] {
  return docSets.flatMap(({ idDocSetType, videoRequired }) => {
    const active = applicant.images.filter((image) => image.active && image.step === idDocSetType);
    const counting = videoRequired === 'passiveLiveness' ? active.filter((image) => image.source === 'hosted') : active;
    if (counting.length === 0) return ['nothing'];
    const sides = new Set(counting.map((image) => image.side ?? 'front'));
    return isTwoSided(counting[0]!.idDocType) && sides.size < 2 ? ['one-side'] : [];
  });
}
