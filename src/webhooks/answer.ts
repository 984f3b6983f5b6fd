/** Every answer of the receiver, and what a provider makes of it. Success is 200 only; everything else is repeated by the provider. */
const statusCodes = {
  /** The hint reached a process. */
  accepted: 200,
  /** This very event had reached its process before. */
  duplicate: 200,
  /** Nobody we know, or a case that is over and that this event cannot change. Recorded. */
  unknown: 200,
  /** Bytes that do not hold what their signature says, or no signature. */
  'bad-signature': 401,
  /** Signed right, but from the provider's sandbox to a production receiver, or the other way round. */
  'other-environment': 401,
  /** Signed right, and yet not an event. */
  unreadable: 400,
  'too-large': 413,
  'not-found': 404,
  'method-not-allowed': 405,
  /** Temporal or the store cannot be reached: the event was not delivered, and its repeat will be processed. */
  unavailable: 503,
} as const;

export type Answer = keyof typeof statusCodes;

const retryAfterSeconds = 30;

export function respond(answer: Answer | 'ok', allow?: string): Response {
  return new Response(JSON.stringify({ status: answer }), {
    status: answer === 'ok' ? 200 : statusCodes[answer],
    headers: {
      'content-type': 'application/json',
      'cache-control': 'no-store',
      ...(answer === 'unavailable' && { 'retry-after': String(retryAfterSeconds) }),
      ...(allow && { allow }),
    },
  });
}
