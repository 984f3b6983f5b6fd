import type { Client } from '@temporalio/client';

// Temporal writes these in the clear, also where payloads are encrypted.
const inTheClear = new Set(['failure', 'searchAttributes', 'memo', 'userMetadata', 'header']);

/** What stands in a history: everything, and what of it stands outside the arguments and results, which alone can be encrypted. */
export interface HistoryText {
  readonly everything: string;
  readonly inTheClear: string;
}

export async function historyText(client: Client, workflowId: string): Promise<HistoryText> {
  const history = await client.workflow.getHandle(workflowId).fetchHistory();
  return { everything: textOf(history, true), inTheClear: textOf(history, false) };
}

function textOf(part: unknown, payloads: boolean): string {
  const found: string[] = [];
  const visit = (value: unknown, open: boolean): void => {
    if (typeof value === 'string') found.push(value);
    else if (value instanceof Uint8Array) found.push(Buffer.from(value).toString('utf8'));
    else if (typeof value === 'object' && value !== null) {
      if (!open && 'metadata' in value && 'data' in value) return;
      for (const [key, inner] of Object.entries(value)) {
        if (!Array.isArray(value)) found.push(key);
        visit(inner, open || inTheClear.has(key));
      }
    }
  };
  visit(part, payloads);
  return found.join('\n');
}
