/** ISO 8601 in UTC; null for what has not happened. The vendor says "string" only. */
export function time(at: number | undefined): string | null {
  return at === undefined ? null : new Date(at).toISOString();
}

/** Milliseconds since the epoch; undefined when it is no date. */
export function readTime(text: string): number | undefined {
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}
