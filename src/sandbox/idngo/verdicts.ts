import { isTwoSided } from '../../domain/documents';
import type { Image, ReviewResult } from './applicants';
import type { Review, ReviewItem } from './review-script';

/** A scripted review as it goes over the wire. */
export function reviewResult(review: Review): ReviewResult {
  const { answer, rejectType, labels, moderationComment, clientComment } = review;
  return {
    reviewAnswer: answer,
    ...(rejectType !== undefined && { reviewRejectType: rejectType }),
    ...(labels !== undefined && { rejectLabels: labels }),
    ...(moderationComment !== undefined && { moderationComment }),
    ...(clientComment !== undefined && { clientComment }),
  };
}

/**
 * Writes the verdict on every image that was looked at. One refused side makes the whole document inactive: both sides are needed again
 * (vendor's sibling, two-sided documents).
 */
export function markImages(images: readonly Image[], review: Review): void {
  const seen = images.filter((image) => image.active);
  const refusedSteps = new Set<string>();
  for (const image of seen) {
    const item = review.items?.find((candidate) => concerns(candidate, image));
    image.result = item ? refused(review, item) : { reviewAnswer: 'GREEN' };
    if (item) refusedSteps.add(image.step);
  }
  seen.filter((image) => refusedSteps.has(image.step)).forEach((image) => (image.active = false));
}

function concerns({ step, idDocType, side }: ReviewItem, image: Image): boolean {
  const sideFits = side === undefined || !isTwoSided(image.idDocType) || side === (image.side ?? 'front');
  return (step ?? image.step) === image.step && (idDocType ?? image.idDocType) === image.idDocType && sideFits;
}

function refused(review: Review, { comment, labels }: ReviewItem): ReviewResult {
  return reviewResult({
    answer: 'RED',
    rejectType: review.rejectType,
    labels: labels ?? review.labels ?? [],
    moderationComment: comment ?? review.moderationComment,
    clientComment: review.clientComment,
  });
}
