/** A documented code: the HTTP status that it amounts to (the vendor documents none for errors), and what it means. */
export interface ErrorCode {
  readonly standsFor: number;
  readonly meaning: string;
}

const duplicate: ErrorCode = { standsFor: 409, meaning: 'it exists already, and its id has to be looked up' };

/** The vendor does not say how the four that refuse access differ. The list is open. */
export const errorCodes: Readonly<Record<string, ErrorCode>> = {
  'session-not-found': { standsFor: 404, meaning: 'the session is wrong, deleted or expired' },
  'invalid-access': { standsFor: 403, meaning: 'the company key has no access to this' },
  'invalid-company-key': { standsFor: 401, meaning: 'the company key is wrong' },
  'access-denied': { standsFor: 403, meaning: 'the company has no access to this' },
  'company-missing': { standsFor: 401, meaning: 'no company goes with the key' },
  'wrong-parameters': { standsFor: 400, meaning: 'a parameter is missing or wrong' },
  'invalid-email-format': { standsFor: 400, meaning: 'the e-mail address is refused' },
  'password-too-short': { standsFor: 400, meaning: 'the password is too short' },
  'invalid-rights': { standsFor: 400, meaning: 'the rights are unknown' },
  'already-exists': duplicate,
  'user-already-exists': duplicate,
  'not-found': { standsFor: 404, meaning: 'it is not there, or not yet' },
  'face-photo-not-found': { standsFor: 404, meaning: 'the session has no such photo' },
};

/** For `internalError`, whose text is free and left where it is. */
export const INTERNAL_ERROR = 'internal-error';
