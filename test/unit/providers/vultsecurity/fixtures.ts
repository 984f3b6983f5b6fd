import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The vendor's facts about one operation, kept apart from the rows so that a slip in a row shows. */
export interface DocumentedOperation {
  readonly operation: string;
  readonly section: string;
  readonly title: string;
  /** Whether the header `X-Client-Id` is required. */
  readonly clientId: boolean;
  /** Method and path: not the vendor's, but this package's convention. */
  readonly assumed: string;
  readonly effect: string;
  readonly pathParams?: readonly string[];
  /** Field to type: `string`, `optional number`, `enum a b`. */
  readonly query?: Readonly<Record<string, string>>;
  readonly body: 'none' | 'json' | 'multipart';
  readonly request?: Readonly<Record<string, string>>;
  readonly answer: 'json' | 'empty-object' | 'binary-or-null';
  readonly response?: Readonly<Record<string, string>>;
}

export interface DocumentedExample {
  readonly operation: string;
  readonly request?: Readonly<Record<string, unknown>>;
  readonly response: unknown;
}

function fixture<T>(name: string): T {
  return JSON.parse(readFileSync(join(__dirname, '../../../fixtures/vultsecurity', name), 'utf8')) as T;
}

export const documentedOperations = fixture<DocumentedOperation[]>('operations.json');
export const documentedExamples = fixture<DocumentedExample[]>('examples.json');
