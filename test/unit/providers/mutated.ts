import fc from 'fast-check';

/** A documented body with one to four of its parts, at any depth, taken out or turned into any JSON. */
export function mutationsOf(body: unknown, ...words: readonly unknown[]): fc.Arbitrary<unknown> {
  const paths = pathsOf(body);
  const replacement = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom(
      undefined,
      null,
      '',
      ' ',
      0,
      1,
      -1,
      true,
      false,
      [],
      {},
      'true',
      '__proto__',
      'constructor',
      ...words,
    ),
  );
  const mutation = fc.tuple(fc.constantFrom(...paths), replacement);
  return fc
    .array(mutation, { minLength: 1, maxLength: 4 })
    .map((mutations) => mutations.reduce((mutated, [path, value]) => replaced(mutated, path, value), body));
}

type Path = readonly (string | number)[];

function pathsOf(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [at, ...entries.flatMap(([key, inner]) => pathsOf(inner, [...at, key]))];
}

function replaced(body: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value;
  // An earlier mutation may have taken away what this one is about.
  if (typeof body !== 'object' || body === null) return body;
  // The id of an image as an index would make a list of millions.
  if (Array.isArray(body) && typeof key !== 'number') return body;
  const copy = (Array.isArray(body) ? [...(body as unknown[])] : { ...body }) as Record<string | number, unknown>;
  copy[key] = replaced(copy[key], rest, value);
  return copy;
}
