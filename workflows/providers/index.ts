import { refusal } from '../../src/domain/failures';
import type { VerificationProvider } from './contract';
import { identomatProvider } from './identomat';
import { idngoProvider } from './idngo';
import type { CallMode } from './provider-calls';
import { vultsecurityProvider } from './vultsecurity';

const providers: Readonly<Record<string, (mode: () => CallMode) => VerificationProvider>> = {
  idngo: idngoProvider,
  identomat: identomatProvider,
  vultsecurity: vultsecurityProvider,
};

export function providerNamed(name: string, mode: () => CallMode): VerificationProvider {
  const make = providers[name];
  if (make === undefined) {
    throw refusal('kyc.input.InvalidRequest', `Unknown provider. Known: ${Object.keys(providers).sort().join(', ')}.`);
  }
  return make(mode);
}
