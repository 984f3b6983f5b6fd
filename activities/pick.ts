/** The named parts of an answer, and nothing else: what is not picked never enters a history. Paths go through objects: `review.reviewStatus`. */
export function pick(answer: unknown, paths: readonly string[]): unknown {
  const picked = bare();
  for (const path of paths) {
    const parts = path.split('.');
    let from: unknown = answer;
    for (const part of parts) from = isObject(from) && Object.hasOwn(from, part) ? from[part] : undefined;
    if (from !== undefined) put(picked, parts, from);
  }
  return picked;
}

function put(target: Record<string, unknown>, parts: readonly string[], value: unknown): void {
  const last = parts[parts.length - 1]!;
  const parent = parts.slice(0, -1).reduce<Record<string, unknown>>((at, part) => {
    if (!isObject(at[part])) at[part] = bare();
    return at[part] as Record<string, unknown>;
  }, target);
  parent[last] = value;
}

// Without a prototype: a provider's key may be `__proto__`, and what is put there must not reach every object of the process.
function bare(): Record<string, unknown> {
  return Object.create(null) as Record<string, unknown>;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
