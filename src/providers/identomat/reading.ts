// Workflow-safe: Identomat's many spellings, read into one. Bounded, and never throwing.
import { word } from '../reading';

/**
 * `low_similarity`, `low-similarity` and `LOW_SIMILARITY` are one reason (vendor: the value and the error code of one sample). What is no
 * single word may be about anybody, and is not repeated.
 */
export function labelOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const label = word(value.trim());
  return label === 'unreadable' ? label : label?.toUpperCase().replaceAll('-', '_');
}

/** Letters only: `in_progress`, `In progress` and `inProgress` are one state. */
export function lettersOf(value: string): string {
  return value.toLowerCase().replaceAll(/[^a-z]/g, '');
}

const documentTypes: Readonly<Record<string, string>> = {
  id: 'ID_CARD',
  passport: 'PASSPORT',
  driverlicense: 'DRIVERS',
  driverslicense: 'DRIVERS',
  residencepermit: 'RESIDENCE_PERMIT',
  residencelicense: 'RESIDENCE_PERMIT',
  utilitybill: 'UTILITY_BILL',
  bankstatement: 'BANK_STATEMENT',
};

/** Our word for a document type of Identomat's, which spells each in several ways (`utility-bill`, `utility_bill`, `UTILITY_BILL`). */
export function documentTypeOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const known = lettersOf(value);
  return Object.hasOwn(documentTypes, known) ? documentTypes[known] : labelOf(value);
}

/**
 * 32 bits (FNV-1a) that tell two texts of one case apart without repeating either: a session's token opens it in a browser, and a
 * comment is about a person.
 */
export function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
