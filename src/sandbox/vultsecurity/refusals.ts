import { Refusal } from '../gateway';
import type { Reply } from '../loopback-server';

/**
 * The refusals of VultSecurity. The vendor lists 400 beside 200 and describes no error body: status 400 for validation, missing consent, wrong
 * order and unknown ids alike, and the body `{ "message" }`, are assumed.
 */
export const badRequest = (description: string) => new Refusal(400, description);

export const unknown = (what: string) => badRequest(`${what} is not known`);

/** Assumed: RFC 6750. */
export const unauthorized = (description: string) => new Refusal(401, description);

export function errorReply({ status, message, code }: Refusal): Reply {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (status === 401) headers['www-authenticate'] = 'Bearer error="invalid_token"';
  return { status, headers, body: JSON.stringify({ message, ...(code && { code: code.errorCode }) }) };
}
