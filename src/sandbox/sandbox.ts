import type { FaultScript } from './faults';
import type { IdngoSandbox } from './idngo/idngo-sandbox';

/** Providers, simulated over real HTTP on this machine. */
export interface Sandbox {
  /** Where `/_sandbox/…` answers, for {@link connectSandbox} in another process. */
  readonly url: string;
  readonly faults: FaultScript;
  readonly idngo: IdngoSandbox;
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
}

export function sandboxAnnouncement({ idngo }: Pick<Sandbox, 'idngo'>): SandboxAnnouncement {
  return { idngo: { baseUrl: idngo.baseUrl, ...idngo.credentials } };
}
