import { readTime } from './dates';
import { badRequest } from './refusals';
import { objectOf, textOf } from './requests';
import type { Json } from './sessions';
import type { SyntheticPerson } from './synthetic-people';

const defaultTake = 20;

/** One page. `take` is capped without a word, as servers do; the cap and the default of 20 are assumed. */
export function page<Item>(items: readonly Item[], { take, skip }: Json, most: number): Item[] {
  const from = wholeNumber('skip', skip, 0);
  return items.slice(from, from + Math.min(wholeNumber('take', take, defaultTake), most));
}

/** The keys are this sandbox's: the vendor shows none. */
export function countsView(total: number, returned: number): Json {
  return { total, returned };
}

/** What the filters of the lists look at. */
export interface Listed {
  readonly id: string;
  readonly createdAt: number;
  readonly clientId: string;
  readonly userId: string;
  readonly metadata: Json;
  readonly person?: SyntheticPerson;
}

/**
 * The filters that all lists share. Assumed: dates are compared with the creation, `metadata` fits when every given key has the given value,
 * and the search term is part of an id or a name.
 */
export function filterOf(fields: Json): (item: Listed) => boolean {
  const from = date('start_date', fields['start_date']) ?? -Infinity;
  const until = date('end_date', fields['end_date']) ?? Infinity;
  const term = textOf(fields['search_term'])?.trim().toLowerCase() ?? '';
  const wanted = Object.entries(objectOf(fields['metadata']));
  return ({ id, createdAt, clientId, userId, metadata, person }) =>
    createdAt >= from &&
    createdAt <= until &&
    oneOf(fields['client_id'], clientId) &&
    oneOf(fields['user_id'], userId) &&
    wanted.every(([name, value]) => JSON.stringify(metadata[name]) === JSON.stringify(value)) &&
    [id, person && `${person.firstName} ${person.lastName}`].some((text) => text?.toLowerCase().includes(term));
}

/** Whether a filter that takes one string or several lets this through; an absent or empty one does. */
export function oneOf(filter: unknown, value: string | undefined): boolean {
  const values = strings(filter);
  return values.length === 0 || (value !== undefined && values.includes(value));
}

/** One string or several, as a list. */
export function strings(value: unknown): string[] {
  return [value].flat().filter((one): one is string => typeof one === 'string' && one !== '');
}

function wholeNumber(name: string, value: unknown, otherwise: number): number {
  if (value === undefined || value === null) return otherwise;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
  throw badRequest(`${name} must be a whole number and not negative`);
}

function date(name: string, value: unknown): number | undefined {
  const text = textOf(value);
  if (text === undefined || text === '') return undefined;
  const at = readTime(text);
  if (at === undefined) throw badRequest(`${name} must be a date in ISO 8601`);
  return at;
}
