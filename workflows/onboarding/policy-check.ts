import type { Duration } from '@temporalio/common';
import { msToNumber } from '@temporalio/common/lib/time';
import { refusal } from '../../src/domain/failures';
import { defaultOnboardingPolicy } from './policy';
import type { OnboardingPolicyInput } from './policy';

const choices: Readonly<Record<string, readonly string[]>> = {
  'attempts.exhausted': ['review', 'reject'],
  'gates.duplicates': ['review', 'ignore'],
  rejection: ['final', 'review'],
  providerCalls: ['fast', 'ordinary'],
  'evidence[]': ['report', 'images'],
};
const counts: Readonly<Record<string, number>> = {
  version: 0,
  'attempts.max': 0,
  'reopen.max': 0,
  // A new history begins with about ten events: a limit near that would start new ones for ever.
  historyLimit: 20,
};
// Times beyond what a date can hold stall the workflow that computes with them.
const LONGEST_MS = msToNumber('10 years');
const durations = /(deadline|Deadline|Alert|Look|ttl|patience|reminders\[\])$/;

/** Refuses a policy with unknown keys or values of the wrong kind, naming every problem; the default policy is the shape. */
export function assertPolicy(given: OnboardingPolicyInput): void {
  const problems = problemsOf(given, defaultOnboardingPolicy, '');
  if (problems.length > 0) throw refusal('kyc.input.InvalidRequest', `policy: ${problems.slice(0, 20).join('; ')}.`);
}

function problemsOf(given: unknown, shape: unknown, path: string): string[] {
  if (given === undefined) return [];
  if (Array.isArray(shape)) {
    if (!Array.isArray(given) || given.length > 100) return [`${path} must be a list of at most 100`];
    const items = given.flatMap((item) => leaf(item, `${path}[]`));
    return path.endsWith('reminders') && items.length === 0 && !isRising(given)
      ? [`${path} must be in rising order`]
      : items;
  }
  if (typeof shape !== 'object' || shape === null) return leaf(given, path);
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return [`${path || 'it'} must be an object`];
  return Object.entries(given).flatMap(([key, value]) => {
    const at = path ? `${path}.${key}` : key;
    if (!Object.hasOwn(shape, key))
      return [`${path || 'it'} has an unknown key (known: ${Object.keys(shape).join(', ')})`];
    return problemsOf(value, (shape as Record<string, unknown>)[key], at);
  });
}

function leaf(value: unknown, path: string): string[] {
  const allowed = choices[path];
  if (allowed) return allowed.includes(value as string) ? [] : [`${path} must be ${allowed.join(' or ')}`];
  const least = counts[path];
  if (least !== undefined) {
    return Number.isSafeInteger(value) && (value as number) >= least
      ? []
      : [`${path} must be a whole number from ${least}`];
  }
  if (path === 'gates.sample') {
    return typeof value === 'number' && value >= 0 && value <= 1 ? [] : [`${path} must be between 0 and 1`];
  }
  if (durations.test(path))
    return isDuration(value) ? [] : [`${path} must be a duration such as '3 days', up to 10 years`];
  // A country that is spelled otherwise would never meet its gate.
  if (path === 'gates.countries[]') {
    return typeof value === 'string' && /^[A-Z]{3}$/.test(value)
      ? []
      : [`${path} must be ISO 3166-1 alpha-3, such as KAZ`];
  }
  return typeof value === 'string' && value.length <= 100 ? [] : [`${path} must be a text of at most 100 characters`];
}

function isDuration(value: unknown): boolean {
  try {
    const ms = msToNumber(value as Duration);
    return ms >= 1 && ms <= LONGEST_MS;
  } catch {
    return false;
  }
}

function isRising(durationsGiven: readonly unknown[]): boolean {
  const ms = durationsGiven.map((one) => msToNumber(one as Duration));
  return ms.every((one, at) => at === 0 || one > ms[at - 1]!);
}
