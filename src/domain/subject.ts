import { refusal } from './failures';

/**
 * The caller's opaque id of a person or company, across all processes: `[A-Za-z0-9_-]{1,64}`.
 * It stands in workflow ids and search attributes, which are never encrypted, so it must not itself be personal data.
 */
export type SubjectId = string;

const SHAPE = /^[A-Za-z0-9_-]{1,64}$/;
// 10 to 15 digits, however grouped: the length of an international telephone number (ITU-T E.164).
const TELEPHONE = /^(?:[-_]?\d){10,15}$/;

/** Returns the id unchanged, or throws `kyc.input.InvalidSubjectId` saying which rule it broke; the id itself is never repeated. */
export function assertSubjectId(subjectId: string): SubjectId {
  const why = whyNotOpaque(subjectId);
  if (why !== undefined) {
    throw refusal(
      'kyc.input.InvalidSubjectId',
      `The subjectId ${why}. Use an opaque id of your own, 1 to 64 characters of A-Z a-z 0-9 _ -, for example 'user-42': ` +
        `it stands unencrypted in workflow ids and search attributes.`,
    );
  }
  return subjectId;
}

function whyNotOpaque(subjectId: unknown): string | undefined {
  if (typeof subjectId !== 'string' || subjectId.length === 0) return 'is missing or not a string';
  if (subjectId.length > 64) return `has ${subjectId.length} characters, more than 64`;
  if (subjectId.includes('@')) return 'looks like an e-mail address';
  if (/\s/.test(subjectId)) return 'contains white space, as a name would';
  if (TELEPHONE.test(subjectId) || /^\+/.test(subjectId)) return 'looks like a telephone number';
  if (!SHAPE.test(subjectId)) return 'contains a character outside A-Z a-z 0-9 _ -';
  return undefined;
}
