import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { identomatOptions, type IdentomatConfig } from '../../../../src/providers/identomat/options';

/** The vendor's facts about one operation, kept apart from the rows so that a slip in a row shows. */
export interface DocumentedOperation {
  readonly operation: string;
  readonly group: string;
  readonly host: 'widget' | 'external';
  readonly method: string;
  readonly path: string;
  readonly effect: string;
  readonly body: string;
  readonly answer: string;
  readonly required?: readonly string[];
  readonly errors?: readonly string[];
  /** Field path to type: `query.fullName` to `string`; without the key. */
  readonly request?: Readonly<Record<string, string>>;
  /** As it comes over the wire, envelope included; `(root)` is an answer that is no object. */
  readonly response?: Readonly<Record<string, string>>;
}

export interface DocumentedExample {
  readonly operation: string;
  readonly label: string;
  readonly request?: Readonly<Record<string, unknown>>;
  readonly response?: unknown;
}

function fixture<T>(name: string): T {
  return JSON.parse(readFileSync(join(__dirname, '../../../fixtures/identomat', name), 'utf8')) as T;
}

export const documentedOperations = fixture<DocumentedOperation[]>('operations.json');
export const documentedExamples = fixture<DocumentedExample[]>('examples.json');

export const COMPANY_KEY = 'company-key-canary-7c1f';

export function configFor(urls: { widgetUrl: string; externalApiUrl: string }): IdentomatConfig {
  return identomatOptions.parse({ ...urls, companyKey: COMPANY_KEY, callbackApiKey: 'callback-key-canary-7c1f' });
}
