import type { RefusalFacts } from '../http-errors';
import { isJson } from '../reading';
import { errorCodes, INTERNAL_ERROR } from './error-codes';

/**
 * The "no" in a body of any status (the vendor documents no HTTP status for errors, so the body is asked first); undefined when it is none.
 *
 * @param status what it came with: decides where the body says nothing that is known
 * @param secrets what is never repeated, should the vendor echo it where a code belongs
 */
export function refusalIn(status: number, body: unknown, secrets: readonly string[]): RefusalFacts | undefined {
  if (!isJson(body)) return undefined;
  const { argumentError, internalError, errorSourceGroup } = body;
  const origin = codeIn(errorSourceGroup, secrets);
  if (argumentError != null) return { ...factsOf(codeIn(argumentError, secrets), status), origin };
  if (internalError != null) {
    // Repeated, since most faults pass; bounded by the caller, since the one documented case is a bad request.
    return { errorCode: INTERNAL_ERROR, meaning: 'the provider failed', standsFor: Math.max(status, 500), origin };
  }
  return errorSourceGroup == null ? undefined : { ...factsOf(undefined, status), origin };
}

/** A bare text in place of an object: an error code, says the vendor of the operations that read documents. */
export function refusalInText(status: number, text: string, secrets: readonly string[]): RefusalFacts | undefined {
  const code = codeIn(text, secrets);
  return code === undefined ? undefined : factsOf(code, status);
}

function factsOf(code: string | undefined, status: number): RefusalFacts {
  const known = code !== undefined && Object.hasOwn(errorCodes, code) ? errorCodes[code] : undefined;
  return { errorCode: code, standsFor: status < 300 ? 400 : status, ...known };
}

// Codes are an open list of words, here in one spelling. Anything that may be a name, a number, a token or a sentence is no code: what is
// wrong with a request is no reason to repeat parts of it.
const CODE = /^[a-z]{1,24}[0-9]{0,2}(?:-[a-z]{1,24}[0-9]{0,2}){0,7}$/;

function codeIn(value: unknown, secrets: readonly string[]): string | undefined {
  if (typeof value !== 'string' || value.length > 64) return undefined;
  const text = value.trim();
  const code = /^[A-Z0-9]+(?:_[A-Z0-9]+)+$/.test(text) ? text.toLowerCase().replaceAll('_', '-') : text;
  const echoes = secrets.some((secret) => code.includes(secret.toLowerCase()) || text.includes(secret));
  return CODE.test(code) && !echoes ? code : undefined;
}
