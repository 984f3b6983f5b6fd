import { refusal } from '../domain/failures';
import type { Operation } from './operation';

type Fields = Readonly<Record<string, unknown>>;
type Target = Pick<Operation, 'name' | 'path' | 'query' | 'constants'>;

const PLACE = /\{(\w+)\}/g;

/**
 * Path and query of a call, from `/`. The text is built once: it is signed and sent as it stands, since `%20` and `+`, or another order,
 * would be another signature. Fields of the query that are undefined or null are left out.
 */
export function requestTarget({ name, path, query = [], constants = {} }: Target, fields: Fields): string {
  const filled = path.replace(PLACE, (_place, field: string) => segment(name, field, fields[field]));
  const parameters = [...Object.entries(constants), ...query.map((field) => [field, fields[field]] as const)]
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([field, value]) => `${field}=${encodeURIComponent(String(value))}`);
  return parameters.length > 0 ? `${filled}?${parameters.join('&')}` : filled;
}

/** The fields that travel neither in the path nor in the query. */
export function bodyFields({ path, query = [] }: Target, fields: Fields): Fields {
  const elsewhere = new Set([...query, ...[...path.matchAll(PLACE)].map(([, field]) => field)]);
  return Object.fromEntries(Object.entries(fields).filter(([field]) => !elsewhere.has(field)));
}

function segment(operation: string, field: string, value: unknown): string {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  // `.` and `..` survive percent-encoding, and a server would walk them to another endpoint.
  if (text === '' || text === '.' || text === '..') {
    throw refusal(
      'kyc.input.InvalidRequest',
      `${operation}: ${field} is missing or not usable in the path. Nothing was sent.`,
    );
  }
  return encodeURIComponent(text);
}
