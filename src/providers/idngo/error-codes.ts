/** The time stamp was more than a minute from IDnGO's clock. */
export const REQUEST_EXPIRED = 4004;

/** What IDnGO's error codes mean, with what to do where there is something to do. Codes of a sibling product; the list is open. */
export const errorMeanings: Readonly<Record<number, string>> = {
  1000: 'this document was uploaded before',
  1001: 'too many documents',
  1002: 'the file is too big',
  1003: 'the file is empty',
  1004: 'the file is corrupted, ask for a new one',
  1005: 'the file format is not supported',
  1006: 'no upload or verification is in progress',
  1007: 'the file size is wrong',
  1008: 'the applicant is deactivated or deleted',
  1009: 'the applicant is finally rejected',
  1010: 'the level does not ask for this document type',
  1011: 'the file is encrypted',
  3000: 'it is already in this state',
  4000: 'the app token has a wrong form',
  4001: 'the app token does not exist in this environment',
  4002: 'the secret part of the app token does not match',
  4003: 'the signature does not match, check the secret key',
  [REQUEST_EXPIRED]: "the request expired twice, check this machine's clock",
  4005: 'an authorization value is invalid',
  4006: 'authorization headers are missing',
  4007: 'authorization headers are invalid',
  5000: 'it is on the blocklist already',
  5001: 'it is on the allow list already',
};
