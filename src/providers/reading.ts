// Workflow-safe: reads single values out of JSON of any shape, bounded, never throwing.

export type Json = Readonly<Record<string, unknown>>;

const WORD = /^[A-Za-z0-9_-]{1,64}$/;
const MOST_LABELS = 100;
const LONGEST_TEXT = 2000;

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objectOr(value: unknown, otherwise: Json): Json {
  return isJson(value) ? value : otherwise;
}

/** A status, answer, label or type: one word of the provider's vocabulary. Free text in its place is not repeated anywhere. */
export function word(value: unknown): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  return WORD.test(value) ? value : 'unreadable';
}

export function labels(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  return [...new Set(value.slice(0, MOST_LABELS).flatMap((label) => word(label) ?? []))];
}

/** Text for people. */
export function plainText(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  return value.trim().slice(0, LONGEST_TEXT) || undefined;
}

/** Ids and counts, which come as numbers or as strings. */
export function numberOrText(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value.slice(0, 64) : undefined;
}
