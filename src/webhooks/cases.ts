import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { ProviderHint } from '../domain/hint';
import { reversalWorkflowId } from '../domain/workflow-ids';
import { providerHint } from '../../workflows/onboarding/messages';
import type { decisionReversal, ReversalInput } from '../../workflows/reversal/workflow';

/** The processes, as far as a webhook may touch them: it can only make them look. Rejects when Temporal cannot be reached. */
export interface Cases {
  /** False when no process is open under this id. */
  wake(workflowId: string, hint: ProviderHint): Promise<boolean>;
  /** Whether there ever was one, as far as Temporal still remembers. */
  existed(workflowId: string): Promise<boolean>;
  /** Wakes, or starts, the process that looks at a decided applicant again; returns its workflow id. */
  reopen(decided: ReversalInput, hint: ProviderHint): Promise<string>;
}

// Shorter than the whole answer may take, so that the log names Temporal and not just the time. The client repeats within it.
const callTimeoutMs = 3_000;

/** Over the client's own connection. `taskQueue` serves the reversals that are started. */
export function temporalCases(client: Client, taskQueue: string): Cases {
  const call = <T>(rpc: () => Promise<T>) => client.withDeadline(Date.now() + callTimeoutMs, rpc);
  const unlessGone = (rpc: () => Promise<unknown>) =>
    call(rpc).then(
      () => true,
      (error: unknown) => {
        if (error instanceof WorkflowNotFoundError) return false;
        throw error;
      },
    );

  return {
    wake: (workflowId, hint) => unlessGone(() => client.workflow.getHandle(workflowId).signal(providerHint, hint)),
    existed: (workflowId) => unlessGone(() => client.workflow.getHandle(workflowId).describe()),
    async reopen(decided, hint) {
      const workflowId = reversalWorkflowId(decided.subjectId);
      await call(() =>
        client.workflow.signalWithStart<typeof decisionReversal, [ProviderHint]>('decisionReversal', {
          workflowId,
          taskQueue,
          args: [decided],
          signal: providerHint,
          signalArgs: [hint],
        }),
      );
      return workflowId;
    },
  };
}
