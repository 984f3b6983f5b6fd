import { refusal } from '../../src/domain/failures';
import type { PlanCondition, PlanEntry, ProviderPlan } from './plan';

const MOST_ENTRIES = 10;
const PROVIDER = /^[a-z][a-z0-9-]{0,31}$/;

interface Rule {
  readonly must: string;
  holds(value: unknown): boolean;
}

const text = (shape: RegExp) => (value: unknown) => typeof value === 'string' && shape.test(value);
// An empty list would be an entry for nobody.
const listOf = (most: number, shape: RegExp) => (value: unknown) =>
  Array.isArray(value) && value.length >= 1 && value.length <= most && value.every(text(shape));

const collection: Rule = { must: 'be hosted or upload', holds: text(/^(hosted|upload)$/) };
const entryRules: Readonly<Record<keyof PlanEntry, Rule>> = {
  provider: { must: 'be a provider name such as idngo', holds: text(PROVIDER) },
  level: { must: 'be a level of 1 to 100 characters', holds: text(/^.{1,100}$/su) },
  collection,
  when: { must: 'be an object', holds: isObject },
};
const conditionRules: Readonly<Record<keyof PlanCondition, Rule>> = {
  // A country that is spelled otherwise would never be met.
  countries: { must: 'be 1 to 300 of ISO 3166-1 alpha-3, such as KAZ', holds: listOf(300, /^[A-Z]{3}$/) },
  documents: { must: 'be 1 to 50 document types such as PASSPORT', holds: listOf(50, /^[A-Z][A-Z0-9_]{1,63}$/) },
  collection,
};

/** Refuses a plan with everything that is wrong in it; values are never repeated. Whether a provider is known, the worker knows. */
export function assertPlan(given: unknown): asserts given is ProviderPlan {
  const problems = problemsOf(given);
  if (problems.length > 0) throw refusal('kyc.input.InvalidRequest', `provider: ${problems.slice(0, 20).join('; ')}.`);
}

function problemsOf(plan: unknown): string[] {
  if (!Array.isArray(plan) || plan.length === 0 || plan.length > MOST_ENTRIES) {
    return [`it must be a provider name, or a plan of 1 to ${MOST_ENTRIES} entries`];
  }
  const entries: unknown[] = plan;
  return entries.flatMap((entry, at) => {
    const own = problemsOfEntry(entry, `[${at}]`);
    const name = nameIn(entry);
    const again = name !== undefined && entries.findIndex((one) => nameIn(one) === name) < at;
    return again ? [...own, `[${at}].provider stands in the plan already`] : own;
  });
}

function problemsOfEntry(entry: unknown, at: string): string[] {
  if (!isObject(entry)) return [`${at} must be an object`];
  const missing = ['provider', 'level']
    .filter((key) => entry[key] === undefined)
    .map((key) => `${at}.${key} is required`);
  const { when } = entry;
  const conditions = isObject(when) ? broken(when, conditionRules, `${at}.when`) : [];
  return [...missing, ...broken(entry, entryRules, at), ...conditions];
}

function broken(given: Readonly<Record<string, unknown>>, rules: Readonly<Record<string, Rule>>, at: string): string[] {
  return Object.entries(given).flatMap(([key, value]) => {
    const rule = Object.hasOwn(rules, key) ? rules[key] : undefined;
    if (rule === undefined) return [`${at} has an unknown key (known: ${Object.keys(rules).join(', ')})`];
    return value === undefined || rule.holds(value) ? [] : [`${at}.${key} must ${rule.must}`];
  });
}

function nameIn(entry: unknown): string | undefined {
  return isObject(entry) && typeof entry['provider'] === 'string' ? entry['provider'] : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
