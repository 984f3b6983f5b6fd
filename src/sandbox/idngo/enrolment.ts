import type { Action } from './actions';
import type { Applicant, Image, ReviewResult } from './applicants';
import type { Level } from './levels';
import type { Side } from './review-script';
import type { World } from './world';

export interface NewApplicant {
  readonly externalUserId: string;
  readonly type?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly lang?: string;
  readonly info?: Record<string, unknown>;
  readonly fixedInfo?: Record<string, unknown>;
  /** What is only kept and shown again. */
  readonly extra?: Record<string, unknown>;
}

/** Puts somebody new on a level, with status `init`. */
export function enrol({ ids, applicants, now }: World, level: Level, person: NewApplicant): Applicant {
  const { externalUserId, type = 'individual', email, phone, lang, info = {}, fixedInfo = {}, extra = {} } = person;
  return applicants.add({
    id: ids.objectId(),
    inspectionId: ids.objectId(),
    externalUserId,
    createdAt: now(),
    type,
    levelName: level.name,
    email,
    phone,
    lang,
    info,
    fixedInfo,
    extra,
    deactivated: false,
    images: [],
    newForReview: true,
    timeline: [],
    review: { reviewId: ids.code(), attemptId: ids.code(), attemptCnt: 0, status: 'init' },
  });
}

/** Somebody whose verification was done elsewhere. */
export function enrolReviewed(
  world: World,
  level: Level,
  person: NewApplicant,
  result: ReviewResult,
  reviewedAt: number,
): Applicant {
  const applicant = enrol(world, level, person);
  Object.assign(applicant.review, { status: 'completed', attemptCnt: 1, result, reviewedAt });
  applicant.newForReview = false;
  return applicant;
}

export interface NewImage {
  readonly step: string;
  readonly idDocType: string;
  readonly country: string;
  readonly side?: Side;
  readonly sha256: string;
  readonly size: number;
  readonly mediaType: string;
  readonly source: Image['source'];
}

/**
 * Keeps one more image. What was refused, belongs to an earlier attempt or to a document of another type no longer stands for its step;
 * the rest of this attempt stays beside it, since IDnGO adds and never replaces.
 */
export function addImage({ ids }: World, applicant: Applicant, upload: NewImage): { image: Image; effect: string } {
  const attempt = applicant.review.attemptCnt + 1;
  const ofStep = applicant.images.filter((image) => image.step === upload.step && image.listed);
  ofStep
    .filter((image) => !image.active || image.attempt < attempt || image.idDocType !== upload.idDocType)
    .forEach((image) => (image.active = image.listed = false));
  const sentBefore = ofStep.some(
    (image) => image.attempt === attempt && image.side === upload.side && image.sha256 === upload.sha256,
  );
  const image: Image = { ...upload, id: ids.number(), attempt, active: true, listed: true };
  applicant.images.push(image);
  return { image, effect: sentBefore ? 'image-added-again' : 'image-added' };
}

/** A new check of somebody approved, with status `init`. */
export function openAction(
  { actions, ids, now }: World,
  applicant: Applicant,
  externalActionId: string,
  level: Level,
): Action {
  return actions.add({
    id: ids.objectId(),
    externalActionId,
    applicantId: applicant.id,
    levelName: level.name,
    type: 'selfieAuth',
    createdAt: now(),
    images: [],
    checks: [],
    review: { status: 'init' },
  });
}
