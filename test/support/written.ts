import { readdir } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { asAdministrator } from './postgres';

/** A protobuf of Temporal, or a part of one. */
type Part = unknown;

// What Temporal never encodes, although it stands in payloads; failures are encoded as far as a later version will do it.
const inTheClear = new Set(['failure', 'searchAttributes', 'memo', 'userMetadata', 'header']);

/** Every text of a protobuf; with `payloads: false` without what stands in the payloads of arguments and results. */
export function textOf(part: Part, { payloads }: { payloads: boolean }): string {
  const found: string[] = [];
  const visit = (value: Part, open: boolean): void => {
    if (typeof value === 'string') found.push(value);
    else if (value instanceof Uint8Array) found.push(Buffer.from(value).toString('utf8'));
    else if (typeof value === 'object' && value !== null) {
      if (!open && isPayload(value)) return;
      for (const [key, inner] of Object.entries(value)) {
        if (!Array.isArray(value)) found.push(key);
        visit(inner, open || inTheClear.has(key));
      }
    }
  };
  visit(part, payloads);
  return found.join('\n');
}

function isPayload(value: object): boolean {
  return 'metadata' in value && 'data' in value;
}

/** Everything that Temporal tells of its workflows, once it knows so many. */
export async function temporalTexts(client: Client, workflows: number) {
  const listed = await untilListed(client, workflows);
  const histories: unknown[] = [];
  const details: string[] = [];
  for (const { execution } of listed) {
    const handle = client.workflow.getHandle(execution!.workflowId!, execution!.runId!);
    histories.push(await handle.fetchHistory());
    details.push(JSON.stringify(await handle.query('__temporal_workflow_metadata')));
  }
  return {
    visibility: textOf(listed, { payloads: true }),
    outsidePayloads: textOf(histories, { payloads: false }),
    withPayloads: textOf(histories, { payloads: true }),
    currentDetails: details.join('\n'),
  };
}

/** Visibility lags behind. */
async function untilListed({ workflowService, options: { namespace } }: Client, count: number) {
  for (let attempt = 0; ; attempt++) {
    const { executions } = await workflowService.listWorkflowExecutions({ namespace, pageSize: 1000 });
    if (executions.length >= count) return executions;
    if (attempt > 100) throw new Error(`Temporal lists ${executions.length} workflows, not ${count}.`);
    await delay(100);
  }
}

/** All rows of all our tables. */
export function databaseText(url: string): Promise<string> {
  return asAdministrator(url, async (client) => {
    const { rows } = await client.query<{ table_name: string }>(
      `select table_name from information_schema.tables where table_schema = 'kyc' order by table_name`,
    );
    const dumps: string[] = [];
    for (const { table_name } of rows) {
      const table = await client.query(`select to_jsonb(t)::text as row from kyc.${table_name} t`);
      dumps.push(`${table_name} ${JSON.stringify(table.rows)}`);
    }
    return dumps.join('\n');
  });
}

export async function fileNames(folder: string): Promise<string> {
  return (await readdir(folder, { recursive: true })).join('\n');
}
