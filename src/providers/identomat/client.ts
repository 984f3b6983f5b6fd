import type { ProviderClient } from '../operation';
import { providerClient } from '../provider-client';
import { Transport, type TransportOptions } from '../transport';
import { identomatOperations, type IdentomatOperations } from './operations';
import type { IdentomatConfig } from './options';
import { identomatWire } from './wire';

/** Identomat's operations as methods: `client.beginSession({ … })`. */
export type IdentomatClient = ProviderClient<IdentomatOperations> & {
  /** Resolves when the calls under way have ended. */
  close(): Promise<void>;
};

/**
 * A client over keep-alive connections to both hosts: make one per process. Rejects with `kyc.input.*` before anything is sent and with
 * `kyc.provider.*` after; repeats nothing by itself. The company key goes into the bodies and nowhere else.
 */
export function createIdentomatClient(config: IdentomatConfig, options: TransportOptions): IdentomatClient {
  const transport = new Transport(identomatWire(config), options);
  return { ...providerClient(identomatOperations, transport), close: () => transport.close() };
}
