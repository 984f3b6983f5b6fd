import { refusal } from '../../src/domain/failures';
import type { Circumstances, ProviderCapabilities } from '../providers/contract';

const words: Readonly<Record<keyof Circumstances, string>> = {
  consented: "the person's consent (`consented: true`)",
  location: 'where the person is (`location: { latitude, longitude }`)',
};

/** Refuses circumstances that nobody can be in, naming each; values are personal data and never repeated. */
export function assertCircumstances(given: unknown): asserts given is Circumstances {
  if (typeof given !== 'object' || given === null) throw invalid('must be an object');
  const { consented, location, ...others } = given as Record<string, unknown>;
  const problems = Object.keys(others).length > 0 ? [`an unknown field (known: ${Object.keys(words).join(', ')})`] : [];
  // A consent that was not given is not a smaller consent: it is left out.
  if (consented !== undefined && consented !== true) problems.push('consented is true, or left out');
  if (location !== undefined && !isPlace(location)) {
    problems.push('location must be { latitude, longitude } in degrees, -90 to 90 and -180 to 180');
  }
  if (problems.length > 0) throw invalid(problems.join('; '));
}

/** Refuses to open a case at a provider that would turn down everything for want of something we never ask for again. */
export function assertDemandsMet(
  provider: string,
  { demands = [] }: ProviderCapabilities,
  given: Circumstances = {},
): void {
  const missing = demands.filter((demand) => given[demand] === undefined);
  if (missing.length === 0) return;
  const what = missing.map((demand) => words[demand]).join(' and ');
  throw refusal('kyc.input.InvalidRequest', `${provider} needs ${what} in circumstances. Nothing was sent.`);
}

function isPlace(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { latitude, longitude, ...others } = value as Record<string, unknown>;
  return isWithin(latitude, 90) && isWithin(longitude, 180) && Object.keys(others).length === 0;
}

function isWithin(value: unknown, most: number): boolean {
  return typeof value === 'number' && Math.abs(value) <= most;
}

function invalid(what: string) {
  return refusal('kyc.input.InvalidRequest', `circumstances: ${what}.`);
}
