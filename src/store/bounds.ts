import { refusal } from '../domain/failures';

/** Longer than any id, label or reference that is meant to be recorded; shorter than what an index entry can hold. */
export const maxText = 300;

/** Refuses what the database could not keep, before it is sent; the value itself is never repeated. */
export function assertText(what: string, value: string | undefined, max = maxText): void {
  if (value === undefined) return;
  if (typeof value !== 'string') throw unrecordable(what, 'is not a string');
  if (value.length > max) throw unrecordable(what, `has ${value.length} characters, more than ${max}`);
  // PostgreSQL keeps no NUL in text.
  if (value.includes('\0')) throw unrecordable(what, 'contains a NUL character');
}

export function assertCount(what: string, count: number, max: number): void {
  if (count > max) throw unrecordable(what, `are ${count}, more than ${max}`);
}

export function unrecordable(what: string, why: string): Error {
  return refusal('kyc.input.InvalidRequest', `Not recorded: ${what} ${why}.`);
}
