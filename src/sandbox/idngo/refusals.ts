import { Refusal } from '../gateway';
import type { Reply } from '../loopback-server';
import { isFinallyRejected, type Applicant } from './applicants';

/** The refusals of IDnGO that more than one operation uses. Statuses marked "assumed" are not stated by the vendor. */

export const badRequest = (description: string) => new Refusal(400, description);
export const notFound = (what: string) => new Refusal(404, `${what} is not found`);
export const conflict = (description: string) => new Refusal(409, description);
export const alreadyInState = () => new Refusal(409, 'Already in the required state', { errorCode: 3000 });

/** Assumed: 404. */
export const unknownLevel = (levelName: string) => notFound(`Level '${levelName.slice(0, 100)}'`);

/** The text that clients take the existing id from. */
export const duplicateExternalUserId = ({ externalUserId, id }: Applicant) =>
  conflict(`Applicant with external user id '${externalUserId}' already exists: ${id}`);

export const fileRefusal = {
  tooMany: () => new Refusal(400, 'Too many documents', { errorCode: 1001, errorName: 'too-many-documents' }),
  tooBig: () => new Refusal(400, 'File too big', { errorCode: 1002, errorName: 'file-too-big' }),
  empty: () => new Refusal(400, 'Empty file', { errorCode: 1003, errorName: 'empty-file' }),
  corrupted: () => new Refusal(400, 'Corrupted file', { errorCode: 1004, errorName: 'corrupted-file' }),
  unsupported: () =>
    new Refusal(400, 'Unsupported file format', { errorCode: 1005, errorName: 'unsupported-file-format' }),
};

export const beingChecked = () =>
  new Refusal(409, 'The applicant is being checked', {
    errorCode: 1006,
    errorName: 'no-upload-verification-in-progress',
  });

export const notRequired = (idDocType: string) =>
  new Refusal(409, `${idDocType.slice(0, 64)} is not among the required documents`, {
    errorCode: 1010,
    errorName: 'doc-type-not-in-req-docs',
  });

/** Nothing more is taken from somebody who is deactivated or finally rejected. */
export function assertOpen(applicant: Applicant): void {
  if (applicant.deactivated) {
    throw new Refusal(409, 'The applicant is deactivated', {
      errorCode: 1008,
      errorName: 'applicant-marked-as-deleted',
    });
  }
  if (isFinallyRejected(applicant)) {
    throw new Refusal(409, 'The applicant is finally rejected', {
      errorCode: 1009,
      errorName: 'applicant-with-final-reject',
    });
  }
}

/** The error body, with the correlation id that the vendor's support would ask for. */
export function errorReply(refusal: Refusal, correlationId: string, sayWhenToRetry: boolean): Reply {
  const { status, message, code, retryAfterSeconds } = refusal;
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (sayWhenToRetry && retryAfterSeconds !== undefined) headers['retry-after'] = String(retryAfterSeconds);
  const body = JSON.stringify({ description: message, code: status, correlationId, ...code });
  return { status, headers, body };
}
