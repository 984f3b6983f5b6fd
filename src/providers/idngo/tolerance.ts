import { z } from 'zod';
import * as answers from './answers';
import { isJson } from '../reading';

/** Answers whose outer shape the vendor does not state: every reading that its text allows is accepted and brought into one. */

const listOr = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/**
 * "An object containing an array of applicant data objects": `deleted` is looked for in the object, in an array, and in an array inside
 * the object. The rest is dropped, since it may be a whole applicant.
 */
export const presence = z.preprocess(
  (answer) => {
    const nested = isJson(answer) ? Object.values(answer).flatMap(listOr) : [];
    const places = [answer, ...listOr(answer), ...nested];
    return { deleted: places.filter(isJson).find((place) => 'deleted' in place)?.['deleted'] };
  },
  z.object({ deleted: answers.flag }),
);

const similarApplicant = z.looseObject({
  applicant: answers.anything,
  matchedFields: answers.texts,
  exactMatch: answers.flag,
  blacklisted: answers.flag,
  types: answers.texts,
});

/** The vendor describes one hit and not what holds the hits: a list, an object with a list somewhere in it, or a single hit. */
export const similarApplicants = z.preprocess(
  (answer) => ({ hits: hitsIn(answer) }),
  z.object({ hits: z.array(similarApplicant) }),
);

// An object that is neither a hit nor holds a list stays unread: taking it for "no hits" could hide a duplicate.
function hitsIn(answer: unknown, depth = 2): readonly unknown[] | undefined {
  if (Array.isArray(answer)) return listOr(answer);
  if (!isJson(answer)) return undefined;
  if ('applicant' in answer || 'matchedFields' in answer) return [answer];
  if (Object.keys(answer).length === 0) return [];
  if (depth === 0) return undefined;
  return Object.values(answer)
    .map((inner) => (isJson(inner) && Object.keys(inner).length === 0 ? undefined : hitsIn(inner, depth - 1)))
    .find((hits) => hits !== undefined);
}

const imageReviewResult = z.looseObject({
  reviewAnswer: answers.text,
  rejectLabels: answers.texts,
  reviewRejectType: answers.text,
  moderationComment: answers.text,
  clientComment: answers.text,
  buttonIds: answers.texts,
});

const stepStatus = z.looseObject({
  reviewResult: answers.object({
    reviewAnswer: answers.text,
    moderationComment: answers.text,
    rejectLabels: answers.texts,
  }),
  country: answers.text,
  idDocType: answers.text,
  /** The first is the front side, the others the back. */
  imageIds: answers.list(answers.imageId),
  imageReviewResults: answers.maybe(z.record(z.string(), imageReviewResult)),
  forbidden: answers.flag,
});

/** A map from step to its status; `null` until something was uploaded. A mobile SDK wraps the same map in `requiredIdDocsStatus`. */
export const requiredIdDocsStatus = z.preprocess(
  (answer) => {
    const map = isJson(answer) && isJson(answer.requiredIdDocsStatus) ? answer.requiredIdDocsStatus : answer;
    if (!isJson(map)) return map;
    // Anything else beside the steps is no step, and must not look like one that is missing.
    return Object.fromEntries(Object.entries(map).filter(([, status]) => status === null || isJson(status)));
  },
  z.record(z.string(), stepStatus.nullable()),
);
