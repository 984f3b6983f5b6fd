// Workflow-safe: plain data in, plain data out; no schema, no clock, no Node builtin.
import type { Verdict, VerdictStatus } from '../../domain/verdict';
import { idngoDate } from './date';
import { labels, numberOrText, objectOr, plainText, word } from '../reading';
import { refusedItems } from './refused-items';

/** IDnGO's review statuses that are no decision. Anything else is `unknown`, except `completed`. */
const undecided: Readonly<Record<string, VerdictStatus>> = {
  init: 'collecting',
  awaitingUser: 'collecting',
  pending: 'in_review',
  prechecked: 'in_review',
  queued: 'in_review',
  awaitingService: 'in_review',
  onHold: 'on_hold',
};

/**
 * What IDnGO's review means. `review` is the answer of getApplicantReviewStatus, or `review` of an applicant; `requiredDocs` the answer of
 * getRequiredIdDocsStatus, for the items of a resubmission. Both as they came: nothing in them can make this throw, and what is not
 * understood is `unknown`, which waits for a person and never approves.
 */
export function idngoVerdict(review: unknown, requiredDocs?: unknown): Verdict {
  const read = objectOr(review, {});
  const result = objectOr(read['reviewResult'], {});
  const reviewStatus = word(read['reviewStatus']);
  // Outside `completed` a reviewResult belongs to an earlier attempt: neither decision nor part of the state.
  const settled = reviewStatus === 'completed';
  const answer = settled ? word(result['reviewAnswer']) : undefined;
  const rejectType = settled ? word(result['reviewRejectType']) : undefined;
  const status = settled ? decision(answer, rejectType) : statusOf(reviewStatus);
  const at = settled ? idngoDate(read['reviewDate']) : undefined;
  const level = plainText(read['levelName']);
  const comment = settled ? plainText(result['moderationComment']) : undefined;

  return {
    status,
    ...(level !== undefined && { level }),
    items: status === 'resubmit' ? refusedItems(requiredDocs) : [],
    reasons: settled ? labels(result['rejectLabels']) : [],
    ...(comment !== undefined && { comment }),
    revision: [
      numberOrText(read['attemptCnt']),
      numberOrText(read['attemptId']),
      numberOrText(read['reviewDate']),
      reviewStatus,
      answer,
      rejectType,
    ]
      .map((part) => part ?? '-')
      .join('|'),
    ...(at !== undefined && { at }),
    said: [reviewStatus ?? 'no readable status', answer, rejectType].filter((part) => part !== undefined).join(' '),
  };
}

function statusOf(reviewStatus: string | undefined): VerdictStatus {
  return (reviewStatus !== undefined && Object.hasOwn(undecided, reviewStatus) && undecided[reviewStatus]) || 'unknown';
}

// A GREEN that also names a reject type contradicts itself, and a RED without a known one says nothing of what may follow: people decide.
function decision(answer: string | undefined, rejectType: string | undefined): VerdictStatus {
  if (answer === 'GREEN' && rejectType === undefined) return 'approved';
  if (answer === 'RED' && rejectType === 'RETRY') return 'resubmit';
  if (answer === 'RED' && rejectType === 'FINAL') return 'rejected';
  return 'unknown';
}
