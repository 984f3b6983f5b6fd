import { Migrator, sql, type Kysely, type Migration } from 'kysely';
import { storeFailure } from './store-failures';
import type { Tables } from './tables';

/** A schema of our own, so that the store can share a database with anything else. */
export const schema = 'kyc';

/** Run in the order of their names, once for each database. One that was released is never edited: add another. */
const migrations: Record<string, Migration> = {
  '0001-store': statements(`
    create table kyc.processes (
      workflow_id text primary key,
      chain text not null,
      version integer not null,
      history_length integer not null,
      process text not null,
      subject_id text not null,
      phase text not null,
      outcome text,
      provider text,
      level text,
      queue text,
      assignee text,
      risk text,
      attempt integer,
      due_at timestamptz,
      started_at timestamptz not null,
      closed_at timestamptz,
      recorded_at timestamptz not null default now()
    );
    create index processes_by_subject on kyc.processes (subject_id);
    create index processes_by_phase on kyc.processes (process, phase);
    create index processes_open on kyc.processes (due_at, started_at desc) where closed_at is null;

    create table kyc.evidence (
      workflow_id text not null,
      chain text not null,
      version integer not null,
      history_length integer not null,
      position integer not null,
      step_sha256 text not null,
      kind text not null,
      at timestamptz not null,
      actor text not null,
      -- Not jsonb, which would change what was recorded: order of keys, form of numbers, no escaped NUL.
      facts json,
      recorded_at timestamptz not null default now(),
      primary key (workflow_id, chain, version, history_length, position)
    );
    create function kyc.refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception 'Evidence is append-only: % refused.', tg_op using errcode = 'restrict_violation';
      end
    $$;
    create trigger evidence_is_append_only before update or delete or truncate on kyc.evidence
      for each statement execute function kyc.refuse_change();

    create table kyc.provider_references (
      provider text not null,
      kind text not null,
      reference text not null,
      workflow_id text not null,
      link bigint generated always as identity,
      linked_at timestamptz not null default now(),
      primary key (provider, kind, reference, workflow_id)
    );

    create table kyc.deliveries (
      provider text not null,
      event_key text not null,
      type text not null,
      body_sha256 text not null,
      outcome text not null default 'received' check (outcome in ('received', 'delivered', 'nobody')),
      workflow_ids text[] not null default '{}',
      copies integer not null default 1,
      arrival bigint generated always as identity,
      received_at timestamptz not null default now(),
      primary key (provider, event_key)
    );
    create index deliveries_by_arrival on kyc.deliveries (arrival);

    create table kyc.quota_slots (
      id uuid primary key,
      quota text not null,
      free_at timestamptz not null
    );
    create index quota_slots_by_time on kyc.quota_slots (quota, free_at desc);

    -- Takes a slot of the quota and returns null, or returns how many milliseconds to wait before any could be free.
    -- A function, because its statements see what was committed while it waited for the lock; a single statement would not.
    create function kyc.take_quota_slot(
      slot uuid, quota_name text, requests integer, per_seconds double precision, hold_ms double precision
    ) returns double precision language plpgsql as $$
      declare
        moment timestamptz;
        period interval := make_interval(secs => per_seconds);
        wait_ms double precision;
      begin
        perform pg_advisory_xact_lock(hashtextextended('kyc.quota ' || quota_name, 0));
        moment := clock_timestamp();
        delete from kyc.quota_slots where quota = quota_name and free_at <= moment;
        -- There is room once fewer slots are taken than requests are allowed. A call under way may end at any time, and frees its slot a period later.
        select ceil(extract(epoch from least(free_at, moment + period) - moment) * 1000) into wait_ms
          from kyc.quota_slots where quota = quota_name order by free_at desc offset requests - 1 limit 1;
        if not found then
          insert into kyc.quota_slots values (slot, quota_name, moment + hold_ms * interval '1 millisecond' + period);
          return null;
        end if;
        return wait_ms;
      end
    $$;
  `),
};

/** Brings the database up to this release; processes that start together wait for each other. */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  if ((await missingMigrations(db)).length === 0) return;
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    migrationTableSchema: schema,
    migrationTableName: 'migrations',
    migrationLockTableName: 'migration_lock',
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error as Error;
}

/** Refuses tables of another release, without touching them. */
export async function assertMigrated(db: Kysely<Tables>): Promise<void> {
  const missing = await missingMigrations(db);
  if (missing.length === 0) return;
  throw storeFailure(
    'kyc.store.WrongVersion',
    `The store is not at this release yet (missing: ${missing.join(', ')}). Start a worker of this release once: it brings it up.`,
  );
}

async function missingMigrations(db: Kysely<Tables>): Promise<string[]> {
  const applied = await appliedMigrations(db);
  const newer = applied.filter((name) => !(name in migrations));
  if (newer.length > 0) {
    throw storeFailure(
      'kyc.store.WrongVersion',
      `The store belongs to a newer release of temporal-kyc (it has ${newer.join(', ')}). Update this installation.`,
    );
  }
  return Object.keys(migrations).filter((name) => !applied.includes(name));
}

async function appliedMigrations(db: Kysely<Tables>): Promise<string[]> {
  const { rows: found } = await sql<{ table: string | null }>`select to_regclass('kyc.migrations') as table`.execute(
    db,
  );
  if (found[0]?.table == null) return [];
  const { rows } = await sql<{ name: string }>`select name from kyc.migrations`.execute(db);
  return rows.map(({ name }) => name);
}

function statements(text: string): Migration {
  return { up: async (db) => void (await sql.raw(text).execute(db)) };
}
