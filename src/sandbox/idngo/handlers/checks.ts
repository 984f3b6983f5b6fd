import type { Call } from '../../gateway';
import { sampleFile } from '../../sample-files';
import type { Applicant } from '../applicants';
import { plainDate } from '../dates';
import { levelNamed } from '../levels';
import { notFound } from '../refusals';
import { binary, json } from '../requests';
import { similarTo, type Similarity } from '../similarity';
import type { World } from '../world';
import { applicantOf } from './people';

export const checkHandlers = (world: World) => ({
  /** The result of the automatic check at the last review, not a new search. */
  getSimilarSearchCheck: (call: Call) => {
    const applicant = applicantOf(world, call);
    const { reviewedAt } = applicant.review;
    if (reviewedAt === undefined) return json(200, { checks: [] });
    const known = [...world.applicants.all()].filter((other) => other.createdAt <= reviewedAt);
    const hits = similarTo(applicant, known, 'text-and-face');
    const answer = hits.length > 0 ? 'RED' : 'GREEN';
    const duplicateApplicantHits = hits.map(({ applicant: { id }, matchedFields, types }) => ({
      applicantId: id,
      matchedFields,
      types,
    }));
    const check = { answer, createdAt: plainDate(reviewedAt), similarSearchInfo: { answer, duplicateApplicantHits } };
    return json(200, { checks: [check] });
  },

  getTinCheck: (call: Call) => {
    const { review, fixedInfo, info } = applicantOf(world, call);
    if (review.reviewedAt === undefined || !(fixedInfo['tin'] ?? info['tin'])) return json(200, { checks: [] });
    const addresses = [{ country: 'KAZ', town: 'Synthetic Town', street: 'Example Street', buildingNumber: '1' }];
    return json(200, {
      checks: [{ answer: 'GREEN', createdAt: plainDate(review.reviewedAt), extractedDoc: { addresses } }],
    });
  },

  getFaceLivenessCheck: (call: Call) => json(200, { checks: livenessChecks(applicantOf(world, call)) }),

  getLivenessVideo: (call: Call) => {
    const checkId = call.query.get('checkId');
    const check = livenessChecks(applicantOf(world, call)).find(({ id }) => id === checkId);
    if (!check) throw notFound('A liveness check with this id');
    return binary('video/mp4', sampleFile('video/mp4', check.id));
  },

  findSimilarByText: (call: Call) => json(200, hits(world, applicantOf(world, call), 'text')),

  findSimilarByTextAndFace: (call: Call) => json(200, hits(world, applicantOf(world, call), 'text-and-face')),
});

function hits(world: World, applicant: Applicant, by: Similarity) {
  return similarTo(applicant, [...world.applicants.all()], by).map(({ applicant: other, matchedFields, types }) => ({
    applicant: { id: other.id, externalUserId: other.externalUserId, createdAt: plainDate(other.createdAt) },
    matchedFields,
    exactMatch: true,
    blacklisted: false,
    types,
  }));
}

/** Liveness needs an SDK or the hosted page: a photo sent through the API has none. */
function livenessChecks({ levelName, images, review }: Applicant) {
  const live = levelNamed(levelName)?.docSets.find(({ videoRequired }) => videoRequired === 'passiveLiveness');
  const face = images.findLast(
    (image) => image.step === live?.idDocSetType && image.source === 'hosted' && image.listed,
  );
  if (!face || review.reviewedAt === undefined) return [];
  const id = face.id.toString(16).padStart(24, '0');
  const answer = face.result?.reviewAnswer ?? 'GREEN';
  return [{ answer, id, createdAt: plainDate(review.reviewedAt), checkType: 'FACE_LIVELINESS' }];
}
