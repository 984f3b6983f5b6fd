import type { Call } from '../../gateway';
import { isUnderReview } from '../applicants';
import { alreadyInState, assertOpen, badRequest } from '../refusals';
import { json, jsonBody, optionalText, requiredText } from '../requests';
import type { World } from '../world';
import { applicantOf } from './people';

export const reviewHandlers = (world: World) => ({
  requestApplicantCheck: (call: Call) => {
    const applicant = applicantOf(world, call);
    assertOpen(applicant);
    if (isUnderReview(applicant) || applicant.review.status === 'onHold') throw alreadyInState();
    return json(200, { ok: 1 }, { effect: world.lifeCycle.begin(applicant) });
  },

  setTestReviewResult: (call: Call) => {
    const applicant = applicantOf(world, call);
    if (!world.sandboxToken) throw badRequest('Setting a result is only supported on sandbox env');
    const { reviewAnswer, rejectLabels, reviewRejectType, moderationComment, clientComment } = jsonBody(call.body);
    const answer = requiredText(reviewAnswer, 'reviewAnswer');
    if (!['GREEN', 'RED'].includes(answer)) throw badRequest('reviewAnswer is GREEN or RED');
    if (!Array.isArray(rejectLabels)) throw badRequest('rejectLabels is required');
    // Assumed: without a review there is nothing to end.
    if (applicant.review.status === 'init') throw badRequest('The applicant is not under review');
    world.lifeCycle.decide(applicant, {
      answer,
      labels: rejectLabels.map(String),
      rejectType: optionalText(reviewRejectType),
      moderationComment: optionalText(moderationComment),
      clientComment: optionalText(clientComment),
    });
    return json(200, { ok: 1 }, { effect: 'result-set' });
  },
});
