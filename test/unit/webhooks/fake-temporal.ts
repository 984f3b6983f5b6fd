import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { ProviderHint } from '../../../src/domain/hint';

interface Reversal {
  workflowId: string;
  taskQueue: string;
  args: unknown[];
  signalArgs: [ProviderHint];
}

/** Temporal as the receiver sees it: open and closed cases, and what reached them. `outage` fails every call, as a stopped server does. */
export class FakeTemporal {
  readonly open = new Set<string>();
  readonly closed = new Set<string>();
  readonly hints: { workflowId: string; hint: ProviderHint }[] = [];
  readonly reversals: Reversal[] = [];
  outage?: Error;
  /** Holds every call back until it resolves. */
  pause: Promise<void> = Promise.resolve();

  readonly client = {
    withDeadline: <T>(_: number, rpc: () => Promise<T>) => rpc(),
    workflow: {
      getHandle: (workflowId: string) => ({
        signal: async (_: unknown, hint: ProviderHint) => {
          await this.reach();
          if (!this.open.has(workflowId)) throw new WorkflowNotFoundError('not found', workflowId, undefined);
          this.hints.push({ workflowId, hint });
        },
        describe: async () => {
          await this.reach();
          if (!this.open.has(workflowId) && !this.closed.has(workflowId)) {
            throw new WorkflowNotFoundError('not found', workflowId, undefined);
          }
        },
      }),
      signalWithStart: async (_: string, options: Reversal) => {
        await this.reach();
        this.reversals.push(options);
      },
    },
  } as unknown as Client;

  private async reach(): Promise<void> {
    await this.pause;
    if (this.outage) throw this.outage;
  }
}
