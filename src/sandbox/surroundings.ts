import type { FaultScript } from './faults';
import type { Received, Reply } from './loopback-server';

/** What all simulated providers share. */
export interface Surroundings {
  readonly port?: number;
  readonly faults: FaultScript;
  readonly now: () => number;
  readonly seed: string;
  readonly timeScale: number;
  /** The whole address for this provider's webhooks. */
  readonly webhookUrl?: string;
  /** Answers what is asked of the sandbox itself and not of the provider; undefined for everything else. */
  readonly control: (received: Received) => Promise<Reply> | undefined;
}
