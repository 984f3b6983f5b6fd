import type { Action } from './actions';
import type { Applicant, Image } from './applicants';
import { plainDate, zonedDate } from './dates';
import { levelNamed, type DocSet, type Level } from './levels';

/** How IDnGO writes its objects as JSON. Fields that have no value are left out. */

type Json = Record<string, unknown>;

export function applicantView(applicant: Applicant): Json {
  const { fixedInfo, info, images } = applicant;
  return {
    id: applicant.id,
    createdAt: plainDate(applicant.createdAt),
    key: 'SANDBOXKEY',
    clientId: 'temporal-kyc-sandbox',
    inspectionId: applicant.inspectionId,
    externalUserId: applicant.externalUserId,
    email: applicant.email,
    phone: applicant.phone,
    lang: applicant.lang,
    type: applicant.type,
    applicantPlatform: 'API',
    ...applicant.extra,
    fixedInfo,
    info: { ...recognised(fixedInfo), ...info, idDocs: documents(images) },
    requiredIdDocs: { docSets: docSetsView(levelNamed(applicant.levelName)?.docSets ?? []) },
    review: reviewView(applicant),
  };
}

export function reviewView({ review, levelName, createdAt }: Applicant): Json {
  return {
    reviewId: review.reviewId,
    attemptId: review.attemptId,
    attemptCnt: review.attemptCnt,
    elapsedSincePendingMs:
      review.pendingAt && review.reviewedAt ? Math.max(0, review.reviewedAt - review.pendingAt) : undefined,
    reprocessing: false,
    levelName,
    createDate: zonedDate(review.pendingAt ?? createdAt),
    reviewDate: review.reviewedAt === undefined ? undefined : zonedDate(review.reviewedAt),
    priority: 0,
    reviewStatus: review.status,
    reviewResult: review.result,
  };
}

/** Every step of the level; `null` where nothing was sent. The first image is the front side, the others the back. */
export function requiredIdDocsStatusView(applicant: Applicant): Json {
  const docSets = levelNamed(applicant.levelName)?.docSets ?? [];
  return Object.fromEntries(docSets.map(({ idDocSetType }) => [idDocSetType, stepView(applicant, idDocSetType)]));
}

export function levelView({ name, desc, type, docSets }: Level): Json {
  return {
    id: Buffer.from(name).toString('hex').slice(0, 24).padEnd(24, '0'),
    name,
    desc,
    type,
    applicantType: 'individual',
    requiredIdDocs: { docSets: docSetsView(docSets) },
    createdAt: '2024-01-15 09:00:00',
    createdBy: 'Service',
    modifiedAt: '2024-01-15 09:00:00',
    applicantInsightSettings: { advancedEmailCheckEnabled: false, advancedPhoneCheckEnabled: false },
  };
}

export function actionView(action: Action): Json {
  return {
    id: action.id,
    externalActionId: action.externalActionId,
    applicantId: action.applicantId,
    createdAt: plainDate(action.createdAt),
    type: action.type,
    review: {
      reviewStatus: action.review.status,
      ...(action.review.result && { reviewResult: action.review.result }),
    },
    checks: action.checks,
    images: action.images.map(({ imageId, idDocType }) => ({ imageId, idDocDef: { idDocType } })),
  };
}

function stepView(applicant: Applicant, step: string): Json | null {
  const images = applicant.images.filter((image) => image.listed && image.step === step);
  const newest = images.at(-1);
  if (newest === undefined) return null;
  const reviewed = images.filter((image) => image.result !== undefined);
  const refused = reviewed.find((image) => image.result!.reviewAnswer === 'RED')?.result;
  return {
    ...(reviewed.length > 0 && {
      reviewResult: refused
        ? { reviewAnswer: 'RED', moderationComment: refused.moderationComment }
        : { reviewAnswer: 'GREEN' },
    }),
    country: newest.country,
    idDocType: newest.idDocType,
    imageIds: [...images].sort((a, b) => Number(a.side === 'back') - Number(b.side === 'back')).map(({ id }) => id),
    imageReviewResults: Object.fromEntries(reviewed.map((image) => [String(image.id), image.result])),
  };
}

function docSetsView(docSets: readonly DocSet[]): Json[] {
  return docSets.map((docSet) => ({ ...docSet, fields: [] }));
}

function recognised(fixedInfo: Json): Json {
  const fields = ['firstName', 'lastName', 'middleName', 'dob', 'country', 'nationality', 'gender'];
  return Object.fromEntries(fields.filter((name) => name in fixedInfo).map((name) => [name, fixedInfo[name]]));
}

function documents(images: readonly Image[]): Json[] {
  const listed = images.filter((image) => image.listed && image.step !== 'SELFIE');
  return [
    ...new Map(
      listed.map((image) => [image.idDocType, { idDocType: image.idDocType, country: image.country }]),
    ).values(),
  ];
}
