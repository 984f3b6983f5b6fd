import { Refusal } from '../gateway';
import type { Reply } from '../loopback-server';

/** Status of a refusal whose status the vendor does not state; {@link errorReply} puts in its place what the options say. */
const unstated = 200;

/** A refusal with one of the vendor's documented codes. */
export const argumentError = (code: string) => new Refusal(unstated, code, { errorCode: code });
export const wrongParameters = () => argumentError('wrong-parameters');
export const sessionNotFound = () => argumentError('session-not-found');
export const alreadyExists = () => argumentError('already-exists');
export const notFound = () => argumentError('not-found');

/** Images that a session does not have: 404, as clients report. */
export const noSuchMedium = () => new Refusal(404, 'not-found', { errorCode: 'not-found' });

/** The vendor's own failure, with free text: documented for a password that is no string. */
export const internalError = (text: string) =>
  new Refusal(unstated, text, { errorCode: text, errorName: 'internalError' });

/** The error body. What is no refusal of an argument (no such path, a fault of the script) has no body that clients could read. */
export function errorReply({ status, message, code }: Refusal, errorStatus: number): Reply {
  if (code === undefined) return { status, headers: { 'content-type': 'text/plain' }, body: message };
  const { errorCode, errorName = 'argumentError' } = code;
  const source = errorCode === 'wrong-parameters' ? { errorSourceGroup: 'service-module-server-external' } : {};
  return {
    status: status === unstated ? errorStatus : status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ [errorName]: errorCode, ...source }),
  };
}
