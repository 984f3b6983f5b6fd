import type { Received } from '../loopback-server';
import { argumentError, wrongParameters } from './refusals';
import { fieldsOf } from './requests';

/** The two hosts spell the key differently, and neither takes the other's spelling. */
export const keyField = { widget: 'company_key', external: 'companyKey' } as const;
export type Host = keyof typeof keyField;

/** How a wrong key is refused, where the documentation of a group of operations names a code of its own. */
const wrongKeyAt: readonly (readonly [RegExp, string])[] = [
  [/^\/(search-screening-person|get-screening-person-details)$/, 'access-denied'],
  [/blacklist-record|^\/create-user$/, 'invalid-company-key'],
];
const missingKeyAt: readonly (readonly [RegExp, string])[] = [
  [/^\/(search-screening-person|get-screening-person-details)$/, 'company-missing'],
];

/** The key stands in the body, under the spelling of the host. Throws what the vendor answers; which code means what is assumed. */
export function checkCompanyKey(received: Received, host: Host, companyKey: string): void {
  if (received.method !== 'POST') return; // refused for that, whatever the body says
  const given = fieldsOf(received).values[keyField[host]];
  if (given === companyKey) return;
  if (given === undefined) throw coded(missingKeyAt, received.path) ?? wrongParameters();
  throw coded(wrongKeyAt, received.path) ?? argumentError('invalid-access');
}

function coded(table: readonly (readonly [RegExp, string])[], path: string) {
  const [, code] = table.find(([pattern]) => pattern.test(path)) ?? [];
  return code === undefined ? undefined : argumentError(code);
}
