import { sql, type Kysely } from 'kysely';
import { assertText, maxText, unrecordable } from './bounds';
import type { Deliveries } from './store';
import type { Tables } from './tables';

const maxEventKey = 200;

export function openDeliveries(db: Kysely<Tables>): Deliveries {
  return {
    async receive({ provider, eventKey, type, bodySha256 }) {
      assertText('provider', provider);
      assertText('eventKey', eventKey, maxEventKey);
      assertText('type', type);
      if (!/^[0-9a-f]{64}$/.test(bodySha256)) throw unrecordable('bodySha256', 'is not a lower-case hex SHA-256');
      const { outcome } = await db
        .insertInto('deliveries')
        .values({ provider, event_key: eventKey, type, body_sha256: bodySha256 })
        .onConflict((conflict) =>
          conflict.columns(['provider', 'event_key']).doUpdateSet({ copies: sql`deliveries.copies + 1` }),
        )
        .returning('outcome')
        .executeTakeFirstOrThrow();
      // A copy of an event that reached nobody is tried again: its process may have been recorded since.
      return { delivered: outcome === 'delivered' };
    },

    async settle(provider, eventKey, outcome, workflowIds) {
      for (const workflowId of workflowIds) assertText('workflowId', workflowId, maxText);
      const { numUpdatedRows } = await db
        .updateTable('deliveries')
        // Two receivers may have taken copies of one event; that it was delivered once is never unsaid.
        .set({
          outcome: sql`case deliveries.outcome when 'delivered' then 'delivered' else ${outcome} end`,
          workflow_ids: sql`case deliveries.outcome when 'delivered' then workflow_ids else ${[...workflowIds]}::text[] end`,
        })
        .where('provider', '=', provider)
        .where('event_key', '=', eventKey)
        .executeTakeFirstOrThrow();
      if (numUpdatedRows === 0n) throw unrecordable('the outcome of a delivery', 'belongs to none that was received');
    },

    async recent(limit) {
      const rows = await db
        .selectFrom('deliveries')
        .selectAll()
        .orderBy('arrival', 'desc')
        .limit(Math.min(Math.max(Math.trunc(limit), 1), 500))
        .execute();
      return rows.map((row) => ({
        provider: row.provider,
        eventKey: row.event_key,
        type: row.type,
        bodySha256: row.body_sha256,
        outcome: row.outcome,
        workflowIds: row.workflow_ids,
        receivedAt: row.received_at.toISOString(),
        copies: row.copies,
      }));
    },
  };
}
