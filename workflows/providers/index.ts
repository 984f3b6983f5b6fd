import { refusal } from '../../src/domain/failures';
import type { VerificationProvider } from './contract';
import { idngoProvider } from './idngo';
import type { CallMode } from './provider-calls';

const providers: Readonly<Record<string, (mode: () => CallMode) => VerificationProvider>> = { idngo: idngoProvider };

export function providerNamed(name: string, mode: () => CallMode): VerificationProvider {
  const make = providers[name];
  if (make === undefined) {
    throw refusal('kyc.input.InvalidRequest', `Unknown provider. Known: ${Object.keys(providers).sort().join(', ')}.`);
  }
  return make(mode);
}
