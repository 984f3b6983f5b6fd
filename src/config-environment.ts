import type { z } from 'zod';

/** One row of the environment table: `KYC_IDNGO_APP_TOKEN` sets `providers.idngo.appToken`. */
export interface EnvironmentRow {
  readonly variable: string;
  readonly path: readonly string[];
  readonly description: string;
  readonly default?: unknown;
  /** Neither optional nor with a default: whoever uses this part of the configuration has to give it. */
  readonly required: boolean;
  readonly schema: z.ZodType;
}

/** Every option that a variable can set, in the schema's own order: the documentation table is made from this. */
export function environmentRows(schema: z.ZodType, path: readonly string[] = []): EnvironmentRow[] {
  const { inner, defaultValue, optional } = unwrap(schema);
  if (inner.def.type === 'object') {
    const shape = (inner as z.ZodObject).shape as Record<string, z.ZodType>;
    return Object.entries(shape).flatMap(([key, child]) => environmentRows(child, [...path, key]));
  }
  const description = schema.description ?? inner.description ?? '';
  const required = !optional && defaultValue === undefined;
  return [{ variable: variableName(path), path, description, default: defaultValue, required, schema: inner }];
}

/** The options with every variable that is set and not already given as an option; the options themselves stay as they are. */
export function fromEnvironment(schema: z.ZodType, options: object, env: NodeJS.ProcessEnv): unknown {
  return environmentRows(schema).reduce<unknown>((merged, row) => {
    const text = env[row.variable];
    return text === undefined || text === '' ? merged : unlessGiven(merged, row.path, coerce(text, row.schema));
  }, options);
}

function variableName(path: readonly string[]): string {
  return [
    'KYC',
    ...path.filter((part) => part !== 'providers').map((part) => part.replace(/[A-Z]/g, (c) => `_${c}`).toUpperCase()),
  ].join('_');
}

function coerce(text: string, schema: z.ZodType): unknown {
  switch (schema.def.type) {
    case 'number':
      return Number(text);
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : text;
    case 'array':
      return text.split(',').map((part) => part.trim());
    case 'union':
      return text.includes(',') ? text.split(',').map((part) => part.trim()) : text;
    default:
      return text;
  }
}

function unlessGiven(target: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return target ?? value;
  // A text where an object belongs is left for the schema to refuse as what it is.
  if (target != null && typeof target !== 'object') return target;
  const given = target as Record<string, unknown> | null | undefined;
  return { ...given, [key]: unlessGiven(given?.[key], rest, value) };
}

function unwrap(schema: z.ZodType): { inner: z.ZodType; defaultValue?: unknown; optional: boolean } {
  let inner = schema;
  let defaultValue: unknown;
  let optional = false;
  for (;;) {
    const def = inner.def as { type: string; innerType?: z.ZodType; defaultValue?: unknown };
    if (!def.innerType) return { inner, defaultValue, optional };
    if (def.type === 'default') defaultValue = def.defaultValue;
    if (def.type === 'optional') optional = true;
    inner = def.innerType;
  }
}
