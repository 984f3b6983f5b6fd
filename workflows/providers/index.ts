import { refusal } from '../../src/domain/failures';
import type { VerificationProvider } from './contract';
import { identomatProvider } from './identomat';
import { idngoProvider } from './idngo';
import type { CallMode } from './provider-calls';
import { vultsecurityProvider } from './vultsecurity';

export type MakeProvider = (mode: () => CallMode) => VerificationProvider;

const own: Readonly<Record<string, MakeProvider>> = {
  idngo: idngoProvider,
  identomat: identomatProvider,
  vultsecurity: vultsecurityProvider,
};
const added = new Map<string, MakeProvider>();

const NAME = /^[a-z][a-z0-9-]{0,31}$/;

/**
 * Adds a provider of yours. Call it at the top of your workflow module, so that it is known before any case runs; the worker gets the
 * other half as `new KycPlugin({ adapters })`. Running cases look it up by name: keep the name for as long as they live.
 */
export function registerProvider(name: string, make: MakeProvider): void {
  if (!NAME.test(name)) throw new TypeError('A provider name is 1 to 32 of a-z, 0-9 and -, and begins with a letter.');
  if (Object.hasOwn(own, name)) throw new TypeError(`Provider '${name}' is one of temporal-kyc. Rename yours.`);
  added.set(name, make);
}

export function providerNamed(name: string, mode: () => CallMode): VerificationProvider {
  const make = Object.hasOwn(own, name) ? own[name] : added.get(name);
  if (make === undefined) {
    const known = [...Object.keys(own), ...added.keys()].sort().join(', ');
    throw refusal('kyc.input.InvalidRequest', `Unknown provider. Known: ${known}.`);
  }
  return make(mode);
}
