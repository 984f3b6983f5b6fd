import { createHash } from 'node:crypto';
import { sql, type Insertable, type Kysely, type Selectable } from 'kysely';
import type { EvidenceEntry, JournalRecord } from '../domain/journal';
import { assertCount, assertText, unrecordable } from './bounds';
import type { IndexedProcess, Journal, RecordedEvidence } from './store';
import type { Tables } from './tables';

const maxEntries = 100;
const maxReferences = 50;
const maxFactsLength = 32 * 1024;

export function openJournal(db: Kysely<Tables>): Journal {
  return {
    async record(step) {
      assertRecordable(step);
      await recordStatement(step).execute(db);
    },

    async entries(workflowId) {
      const rows = await db
        .selectFrom('evidence')
        .selectAll()
        .where('workflow_id', '=', workflowId)
        // Chains of one workflow id follow one another in time; within one, the process's own count is the order.
        .orderBy((expression) => expression.fn.min('at').over((over) => over.partitionBy('chain')))
        .orderBy('version')
        .orderBy('history_length')
        .orderBy('position')
        .execute();
      return rows.map(recordedEvidence);
    },

    async process(workflowId) {
      const row = await db.selectFrom('processes').selectAll().where('workflow_id', '=', workflowId).executeTakeFirst();
      return row && indexedProcess(row);
    },

    async list({ process, subjectId, phase, open, limit = 50 }) {
      let query = db.selectFrom('processes').selectAll();
      if (process !== undefined) query = query.where('process', '=', process);
      if (subjectId !== undefined) query = query.where('subject_id', '=', subjectId);
      if (phase !== undefined) query = query.where('phase', '=', phase);
      if (open !== undefined) query = query.where('closed_at', open ? 'is' : 'is not', null);
      const rows = await query
        .orderBy('due_at', (direction) => direction.asc().nullsLast())
        .orderBy('started_at', 'desc')
        .limit(Math.min(Math.max(Math.trunc(limit), 1), 500))
        .execute();
      return rows.map(indexedProcess);
    },
  };
}

/**
 * Evidence, references and index row in one statement: one transaction and one round trip, on the path of every step of every process.
 * The index row moves only forward, or to a chain that started later.
 */
function recordStatement(step: JournalRecord) {
  const { workflowId, chain, version, historyLength, entries, references = [] } = step;
  const digest = digestOf(entries);
  const row = indexRow(step);
  const columns = Object.keys(row);
  return sql`
    with
      appended as (
        insert into kyc.evidence (workflow_id, chain, version, history_length, position, step_sha256, kind, at, actor, facts)
        select ${workflowId}, ${chain}, ${version}::integer, ${historyLength}::integer, position - 1, ${digest}, kind, at, actor, facts
        from unnest(
          ${entries.map(({ kind }) => kind)}::text[],
          ${entries.map(({ at }) => at)}::timestamptz[],
          ${entries.map(({ actor }) => actor)}::text[],
          ${entries.map(({ facts }) => (facts ? JSON.stringify(facts) : null))}::json[]
        ) with ordinality as given (kind, at, actor, facts, position)
        where not exists (
          select from (
            select history_length, step_sha256, history_length = max(history_length) over () as stands
            from kyc.evidence where workflow_id = ${workflowId} and chain = ${chain} and version = ${version}::integer
          ) as same_version
          where history_length = ${historyLength}::integer or (stands and step_sha256 = ${digest})
        )
        on conflict do nothing
      ),
      linked as (
        insert into kyc.provider_references (provider, kind, reference, workflow_id)
        select provider, kind, reference, ${workflowId}
        from unnest(
          ${references.map(({ provider }) => provider)}::text[],
          ${references.map(({ kind }) => kind)}::text[],
          ${references.map(({ reference }) => reference)}::text[]
        ) as given (provider, kind, reference)
        on conflict do nothing
      )
    insert into kyc.processes as known (${sql.join(columns.map((column) => sql.ref(column)))})
    values (${sql.join(Object.values(row))})
    on conflict (workflow_id) do update set
      ${sql.join(columns.map((column) => sql`${sql.ref(column)} = ${sql.ref(`excluded.${column}`)}`))}, recorded_at = now()
    where (known.chain = excluded.chain and (known.version, known.history_length) < (excluded.version, excluded.history_length))
      or (known.chain <> excluded.chain and known.started_at < excluded.started_at)`;
}

function indexRow({ workflowId, chain, version, historyLength, row }: JournalRecord): Insertable<Tables['processes']> {
  return {
    workflow_id: workflowId,
    chain,
    version,
    history_length: historyLength,
    process: row.process,
    subject_id: row.subjectId,
    phase: row.phase,
    outcome: row.outcome,
    provider: row.provider,
    level: row.level,
    queue: row.queue,
    assignee: row.assignee,
    risk: row.risk,
    attempt: row.attempt,
    due_at: row.dueAt,
    started_at: row.startedAt,
    closed_at: row.closedAt,
  };
}

/** What the step did, whenever it did so: a workflow task that is repeated after a crash does the same again at another time. */
function digestOf(entries: readonly EvidenceEntry[]): string {
  const done = entries.map(({ kind, actor, facts }) => [kind, actor, facts]);
  return createHash('sha256').update(JSON.stringify(done)).digest('hex');
}

function assertRecordable({
  workflowId,
  chain,
  version,
  historyLength,
  entries,
  row,
  references = [],
}: JournalRecord): void {
  assertText('workflowId', workflowId);
  assertText('chain', chain);
  for (const [what, count] of Object.entries({ version, historyLength })) {
    if (!Number.isInteger(count) || count < 1) throw unrecordable(what, `is ${count}, not a count from 1`);
  }
  assertCount('entries', entries.length, maxEntries);
  for (const { kind, at, actor, facts } of entries) {
    assertText('kind', kind);
    assertText('at', at);
    assertText('actor', actor);
    assertText('facts as JSON', facts && JSON.stringify(facts), maxFactsLength);
  }
  for (const [field, value] of Object.entries<string | number | undefined>({ ...row })) {
    if (typeof value !== 'number') assertText(field, value);
  }
  assertCount('references', references.length, maxReferences);
  for (const { provider, kind, reference } of references) {
    assertText('provider', provider);
    assertText('kind', kind);
    assertText('reference', reference);
  }
}

function recordedEvidence(row: Selectable<Tables['evidence']>): RecordedEvidence {
  return {
    chain: row.chain,
    version: row.version,
    historyLength: row.history_length,
    position: row.position,
    kind: row.kind,
    at: row.at.toISOString(),
    actor: row.actor,
    facts: row.facts ?? undefined,
  };
}

function indexedProcess(row: Selectable<Tables['processes']>): IndexedProcess {
  return {
    workflowId: row.workflow_id,
    chain: row.chain,
    version: row.version,
    process: row.process,
    subjectId: row.subject_id,
    phase: row.phase,
    outcome: row.outcome ?? undefined,
    provider: row.provider ?? undefined,
    level: row.level ?? undefined,
    queue: row.queue ?? undefined,
    assignee: row.assignee ?? undefined,
    risk: row.risk ?? undefined,
    attempt: row.attempt ?? undefined,
    dueAt: row.due_at?.toISOString(),
    startedAt: row.started_at.toISOString(),
    closedAt: row.closed_at?.toISOString(),
  };
}
