import type { z } from 'zod';
import { refusal } from '../domain/failures';
import { badAnswerFailure, type CallName } from './http-errors';
import type { Operation } from './operation';

const MOST_NAMED = 10;

/** The request as its row takes it, or `kyc.input.InvalidRequest` naming every field that is wrong and never a value. */
export function checkedRequest(
  { provider, operation }: CallName,
  row: Operation,
  request: unknown,
): Record<string, unknown> {
  const checked = row.request.safeParse(request);
  if (checked.success) return checked.data as Record<string, unknown>;
  throw refusal('kyc.input.InvalidRequest', `${provider}.${operation}: ${problems(checked.error)}. Nothing was sent.`, {
    provider,
    operation,
  });
}

/**
 * The answer as its row reads it. One that cannot be read is worth another attempt only where a repeat is harmless: the call itself
 * succeeded.
 */
export function checkedAnswer(name: CallName, row: Operation, status: number, answer: unknown): unknown {
  const checked = row.response.safeParse(row.answer === 'ignored' ? undefined : answer);
  if (checked.success) return checked.data;
  throw badAnswerFailure(name, status, `it cannot be read (${problems(checked.error)})`, isRepeatable(row));
}

export function isRepeatable({ effect }: Operation): boolean {
  return effect !== 'creates' && effect !== 'irreversible';
}

function problems(error: z.ZodError): string {
  const named = error.issues
    .slice(0, MOST_NAMED)
    .map((issue) => `${issue.path.map(key).join('.') || 'the whole'}: ${said(issue)}`);
  const more = error.issues.length - named.length;
  return named.join('; ') + (more > 0 ? `; and ${more} more` : '');
}

// Keys of maps come with the data, and may be anything but a name.
function key(part: PropertyKey): string {
  return /^[A-Za-z0-9_-]{1,64}$/.test(String(part)) ? String(part) : '…';
}

// A key that nobody knows may be anything, also a value in the wrong place: it is counted and not repeated.
function said(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `${issue.keys.length} unknown field(s)`;
  return issue.message;
}
