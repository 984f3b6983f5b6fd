import type { FaultScript } from './faults';
import type { IdentomatCredentials } from './identomat/credentials';
import type { IdentomatHosts, IdentomatSandbox } from './identomat/identomat-sandbox';
import type { IdngoSandbox } from './idngo/idngo-sandbox';
import type { VultsecurityCredentials } from './vultsecurity/credentials';
import type { VultsecuritySandbox } from './vultsecurity/vultsecurity-sandbox';

/** Providers, simulated over real HTTP on this machine. */
export interface Sandbox {
  /** Where `/_sandbox/…` answers, for {@link connectSandbox} in another process; every provider's address does. */
  readonly url: string;
  readonly faults: FaultScript;
  readonly idngo: IdngoSandbox;
  readonly identomat: IdentomatSandbox;
  readonly vultsecurity: VultsecuritySandbox;
  /** Webhooks of all providers go to the receiver at this address from now on, each to its own route: `http://127.0.0.1:8080`. */
  sendWebhooksTo(receiver: string): void;
  /** Ends every connection, timer and delivery. */
  stop(): Promise<void>;
}

/** Where each provider is served and with which credentials: the line that `temporal-kyc sandbox --json` prints. */
export interface SandboxAnnouncement {
  readonly idngo: {
    readonly baseUrl: string;
    readonly appToken: string;
    readonly secretKey: string;
    readonly webhookSecret: string;
  };
  readonly identomat: IdentomatHosts & IdentomatCredentials;
  readonly vultsecurity: { readonly baseUrl: string; readonly tokenUrl: string } & VultsecurityCredentials;
}

export function sandboxAnnouncement({
  idngo,
  identomat,
  vultsecurity: { baseUrl, tokenUrl, credentials },
}: Pick<Sandbox, 'idngo' | 'identomat' | 'vultsecurity'>): SandboxAnnouncement {
  return {
    idngo: { baseUrl: idngo.baseUrl, ...idngo.credentials },
    identomat: { ...identomat.hosts, ...identomat.credentials },
    vultsecurity: { baseUrl, tokenUrl, ...credentials },
  };
}
