import { controlAnswers } from './control';
import { FaultScript, type Fault } from './faults';
import type { Sandbox } from './sandbox';
import { startIdngo, type IdngoSandboxOptions } from './idngo/start';

export interface SandboxOptions {
  /** Where each provider listens on 127.0.0.1. Default: any free port. */
  readonly ports?: { readonly idngo?: number };
  /** What goes wrong, by name and count. More can be added while it runs. */
  readonly faults?: readonly Fault[];
  /** Milliseconds since the epoch: what time stamps, expiry and quotas go by. Default: this machine's clock. */
  readonly clock?: () => number;
  /**
   * Where the webhook receiver is served, for example `http://127.0.0.1:8080`: webhooks go to its route for each provider, IDnGO's to
   * `/webhooks/idngo`. Without it nothing is sent until `sandbox.idngo.sendWebhooksTo(…)`.
   */
  readonly webhookUrl?: string;
  /** So many times faster than documented come the resends of webhooks. Default 1: the first after 5 minutes. */
  readonly timeScale?: number;
  /** Decides ids, and the order of reordered webhooks. Default `'sandbox'`. */
  readonly seed?: string;
  readonly idngo?: IdngoSandboxOptions;
}

/** Starts the simulated providers. Rejects when a port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { ports = {}, clock = Date.now, webhookUrl, timeScale = 1, seed = 'sandbox' } = options;
  if (!(timeScale > 0)) throw new RangeError(`timeScale must be a positive number, got ${timeScale}`);
  const faults = new FaultScript(options.faults);
  const { idngo, stop } = await startIdngo(
    {
      port: ports.idngo,
      faults,
      now: clock,
      seed,
      timeScale,
      webhookUrl: webhookUrl && new URL('/webhooks/idngo', webhookUrl).href,
      control: (received) => controlAnswers(received, () => sandbox),
    },
    options.idngo,
  );
  const sandbox: Sandbox = { url: idngo.baseUrl, faults, idngo, stop };
  return sandbox;
}
