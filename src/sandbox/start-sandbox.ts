import { controlAnswers } from './control';
import { FaultScript, providerNames, type Fault, type ProviderName } from './faults';
import { startIdentomat, type IdentomatSandboxOptions } from './identomat/start';
import { startIdngo, type IdngoSandboxOptions } from './idngo/start';
import type { Sandbox } from './sandbox';
import type { Surroundings } from './surroundings';
import { startVultsecurity, type VultsecuritySandboxOptions } from './vultsecurity/start';

/**
 * The unguessable end of the address of VultSecurity's webhooks: the receiver's, and unknown to the vendor. Well known here, so that nothing
 * has to be configured; worthless anywhere else.
 */
export const vultsecuritySandboxWebhookToken = 'synthetic-vultsecurity-webhook-token-0001';

const webhookPaths: Readonly<Record<ProviderName, string>> = {
  idngo: '/webhooks/idngo',
  identomat: '/webhooks/identomat',
  vultsecurity: `/webhooks/vultsecurity/${vultsecuritySandboxWebhookToken}`,
};

export interface SandboxOptions {
  /** Where each provider listens on 127.0.0.1. Default: any free port. */
  readonly ports?: {
    readonly idngo?: number;
    readonly identomatWidget?: number;
    readonly identomatExternalApi?: number;
    readonly vultsecurity?: number;
  };
  /** What goes wrong, by name and count. More can be added while it runs. */
  readonly faults?: readonly Fault[];
  /** Milliseconds since the epoch: what time stamps, expiry and quotas go by. Default: this machine's clock. */
  readonly clock?: () => number;
  /**
   * Where the webhook receiver is served, for example `http://127.0.0.1:8080`: webhooks go to its route for each provider, for example
   * `/webhooks/idngo`; VultSecurity's ends in {@link vultsecuritySandboxWebhookToken}. Without it nothing is sent until
   * `sandbox.sendWebhooksTo(…)`.
   */
  readonly webhookUrl?: string;
  /** So many times faster than documented come the resends of webhooks. Default 1: IDnGO's first after 5 minutes. */
  readonly timeScale?: number;
  /** Decides ids, and the order of reordered webhooks. Default `'sandbox'`. */
  readonly seed?: string;
  readonly idngo?: IdngoSandboxOptions;
  readonly identomat?: IdentomatSandboxOptions;
  readonly vultsecurity?: VultsecuritySandboxOptions;
}

/** Starts the simulated providers. Rejects when a port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { ports = {}, clock = Date.now, webhookUrl, timeScale = 1, seed = 'sandbox' } = options;
  if (!(timeScale > 0)) throw new RangeError(`timeScale must be a positive number, got ${timeScale}`);
  const faults = new FaultScript(options.faults);
  const webhookAddress = (provider: ProviderName, receiver: string) => new URL(webhookPaths[provider], receiver).href;
  const surroundings = (provider: ProviderName, port: number | undefined): Surroundings => ({
    port,
    faults,
    now: clock,
    seed,
    timeScale,
    webhookUrl: webhookUrl && webhookAddress(provider, webhookUrl),
    control: (received) => controlAnswers(received, () => sandbox),
  });
  let sandbox: Sandbox;
  const running: (() => Promise<void>)[] = [];
  const stop = async () => void (await Promise.all(running.map((end) => end())));
  const started = async <Part extends { stop: () => Promise<void> }>(starting: Promise<Part>): Promise<Part> => {
    const part = await starting;
    running.push(part.stop);
    return part;
  };
  try {
    const { idngo } = await started(startIdngo(surroundings('idngo', ports.idngo), options.idngo));
    const identomatHosts = {
      ...surroundings('identomat', ports.identomatWidget),
      externalApiPort: ports.identomatExternalApi,
    };
    const { identomat } = await started(startIdentomat(identomatHosts, options.identomat));
    const vultsecurityHost = surroundings('vultsecurity', ports.vultsecurity);
    const { vultsecurity } = await started(startVultsecurity(vultsecurityHost, options.vultsecurity));
    const sendWebhooksTo = (receiver: string) =>
      providerNames.forEach((provider) => sandbox[provider].sendWebhooksTo(webhookAddress(provider, receiver)));
    sandbox = { url: idngo.baseUrl, faults, idngo, identomat, vultsecurity, sendWebhooksTo, stop };
    return sandbox;
  } catch (error) {
    await stop(); // a port was taken: those that were not must be free again
    throw error;
  }
}
