import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The vendor's facts about one operation, kept apart from the rows so that a slip in a row shows. */
export interface DocumentedOperation {
  readonly operation: string;
  readonly group: string;
  readonly method: string;
  readonly path: string;
  readonly pathParams?: readonly string[];
  readonly query?: readonly string[];
  readonly constants?: Readonly<Record<string, string>>;
  readonly required?: readonly string[];
  readonly effect: string;
  readonly limit?: { readonly requests: number; readonly perSeconds: number };
  readonly body: string;
  readonly answer: string;
  /** Field path to type: `checks[].answer` to `string`. */
  readonly request?: Readonly<Record<string, string>>;
  readonly response?: Readonly<Record<string, string>>;
}

export interface DocumentedExample {
  readonly operation: string;
  readonly request?: Readonly<Record<string, unknown>>;
  readonly response?: unknown;
}

function fixture<T>(name: string): T {
  return JSON.parse(readFileSync(join(__dirname, '../../../fixtures/idngo', name), 'utf8')) as T;
}

export const documentedOperations = fixture<DocumentedOperation[]>('operations.json');
export const documentedExamples = fixture<DocumentedExample[]>('examples.json');
export const documentedWebhooks = fixture<Record<string, unknown>[]>('webhooks.json');

/** An object with a value at every documented path: `a.b[].c` becomes `{ a: { b: [{ c }] } }`, `<step>` the key `a step`. */
export function objectOf(paths: readonly string[], value: (path: string) => unknown): Record<string, unknown> {
  const whole: Record<string, unknown> = {};
  for (const path of paths) {
    const keys = path.split('.').map((key) => key.replace(/^<(.*)>$/, 'a $1'));
    let at = whole;
    keys.forEach((key, depth) => {
      const name = key.replace('[]', '');
      const last = depth === keys.length - 1;
      if (key.endsWith('[]')) {
        if (!Array.isArray(at[name]) || at[name].length === 0) at[name] = [{}];
        at = (at[name] as Record<string, unknown>[])[0]!;
      } else if (last) at[name] ??= value(path);
      else at = (at[name] ??= {}) as Record<string, unknown>;
    });
  }
  return whole;
}
