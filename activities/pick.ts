/**
 * The named parts of an answer, and nothing else: what is not picked never enters a history. Paths go through objects
 * (`review.reviewStatus`); `*` stands for every key (`*.imageIds`), which is there also when nothing under it is.
 */
export function pick(answer: unknown, paths: readonly string[]): unknown {
  const picked = bare();
  for (const path of paths) copy(answer, path.split('.'), picked);
  return picked;
}

function copy(from: unknown, [part, ...rest]: readonly string[], to: Record<string, unknown>): void {
  if (!isObject(from) || part === undefined) return;
  const every = part === '*';
  const keys = every ? Object.keys(from) : Object.hasOwn(from, part) ? [part] : [];
  for (const key of keys) {
    const value = from[key];
    const there = to[key];
    if (rest.length === 0 || (every && value === null)) {
      if (value !== undefined) to[key] = value;
    } else if (isObject(value) && there !== value) {
      const parts = isObject(there) ? there : bare();
      copy(value, rest, parts);
      if (every || Object.keys(parts).length > 0) to[key] = parts;
    }
  }
}

// Without a prototype: a provider's key may be `__proto__`, and what is put there must not reach every object of the process.
function bare(): Record<string, unknown> {
  return Object.create(null) as Record<string, unknown>;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
