import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { JournalRecord } from '../../../src/domain/journal';
import type { Store } from '../../../src/store/store';
import { quotaContract } from './quota-contract';

export interface TestedStore {
  readonly store: Store;
  /** Past the store, as an administrator might. */
  sql(text: string): Promise<unknown>;
  close(): Promise<void>;
}

/** What every store does, whatever database is under it. */
export function storeContract(open: () => Promise<TestedStore>): void {
  let tested: TestedStore;
  let store: Store;
  beforeAll(async () => {
    tested = await open();
    ({ store } = tested);
  });
  afterAll(() => tested?.close());

  describe('journal', () => {
    test('a recorded step is found as evidence, as index row and by its references', async () => {
      const step = stepOf(newCase(), {
        entries: [
          { kind: 'opened', at: '2026-03-01T10:00:00.000Z', actor: 'onboarding' },
          {
            kind: 'verdict',
            at: '2026-03-01T10:00:00.000Z',
            actor: 'idngo',
            facts: { status: 'in_review', reasons: ['LABEL'] },
          },
        ],
        row: {
          ...row,
          outcome: 'approved',
          level: 'basic',
          queue: 'aml',
          assignee: 'op-1',
          risk: 'high',
          attempt: 2,
          dueAt: '2026-04-01T00:00:00.000Z',
        },
        references: [{ provider: 'idngo', kind: 'applicant', reference: randomUUID() }],
      });

      await store.journal.record(step);

      expect(await store.journal.entries(step.workflowId)).toEqual([
        { ...step.entries[0], chain: step.chain, version: 1, historyLength: 10, position: 0 },
        { ...step.entries[1], chain: step.chain, version: 1, historyLength: 10, position: 1 },
      ]);
      expect(await store.journal.process(step.workflowId)).toEqual({
        workflowId: step.workflowId,
        chain: step.chain,
        version: 1,
        ...step.row,
      });
      expect(await store.references.find(step.references![0]!)).toEqual([step.workflowId]);
    });

    test('the same step again changes nothing, whatever it says now', async () => {
      const first = stepOf(newCase());
      await store.journal.record(first);
      await store.journal.record(
        stepOf(first, { row: { ...row, phase: 'approved' }, entries: [entry('other'), entry('more')] }),
      );

      expect((await store.journal.entries(first.workflowId)).map(({ kind }) => kind)).toEqual(['step-1']);
      expect((await store.journal.process(first.workflowId))?.phase).toBe('in_review');
    });

    test('a workflow task that is repeated after a crash and does the same at a later time is no second step', async () => {
      const first = stepOf(newCase());
      await store.journal.record(first);
      await store.journal.record(
        stepOf(first, { historyLength: 13, entries: [entry('step-1', '2026-01-01T00:00:10.000Z')] }),
      );

      expect(await store.journal.entries(first.workflowId)).toMatchObject([
        { kind: 'step-1', at: '2026-01-01T00:00:00.000Z' },
      ]);
    });

    test('one that does something else stands beside the first, and is what the index shows, in whichever order they arrive', async () => {
      for (const order of [
        [0, 1, 2],
        [1, 0, 2],
        [1, 2, 0],
        [2, 1, 0, 1, 2],
      ]) {
        const at = newCase();
        const attempts = [
          stepOf(at, { historyLength: 10, entries: [entry('rejected')], row: { ...row, phase: 'rejected' } }),
          stepOf(at, { historyLength: 13, entries: [entry('withdrawn')], row: { ...row, phase: 'withdrawn' } }),
          stepOf(at, { historyLength: 16, entries: [entry('rejected')], row: { ...row, phase: 'rejected' } }),
        ];
        for (const index of order) await store.journal.record(attempts[index]!);

        const recorded = await store.journal.entries(at.workflowId);
        expect(recorded.at(-1)).toMatchObject({ kind: 'rejected', historyLength: 16 });
        expect(recorded.map(({ kind }) => kind)).toContain('withdrawn');
        expect((await store.journal.process(at.workflowId))?.phase).toBe('rejected');
      }
    });

    test('a step that arrives late is evidence, but does not move the index back', async () => {
      const at = newCase();
      await store.journal.record(stepOf(at, { version: 2, row: { ...row, phase: 'approved' } }));
      await store.journal.record(stepOf(at, { version: 1 }));

      expect((await store.journal.entries(at.workflowId)).map(({ kind }) => kind)).toEqual(['step-1', 'step-2']);
      expect(await store.journal.process(at.workflowId)).toMatchObject({ version: 2, phase: 'approved' });
    });

    test('the steps of two processes under one workflow id, in any order and any number of copies, end in the same state', async () => {
      const steps = (at: { workflowId: string }): JournalRecord[] => [
        ...[1, 2, 3].map((version) => stepOf({ ...at, chain: 'earlier' }, { version })),
        ...[1, 2].map((version) =>
          stepOf(
            { ...at, chain: 'later' },
            {
              version,
              entries: [entry(`later-${version}`, '2026-05-01T00:00:00.000Z')],
              row: { ...row, startedAt: '2026-05-01T00:00:00.000Z' },
            },
          ),
        ),
      ];
      const order = fc
        .array(fc.nat({ max: 4 }), { maxLength: 4 })
        .chain((copies) => fc.shuffledSubarray([0, 1, 2, 3, 4, ...copies], { minLength: 5 + copies.length }));
      await fc.assert(
        fc.asyncProperty(order, async (indexes) => {
          const at = newCase();
          for (const index of indexes) await store.journal.record(steps(at)[index]!);
          expect((await store.journal.entries(at.workflowId)).map(({ kind }) => kind)).toEqual([
            'step-1',
            'step-2',
            'step-3',
            'later-1',
            'later-2',
          ]);
          expect(await store.journal.process(at.workflowId)).toMatchObject({ chain: 'later', version: 2 });
        }),
        { numRuns: 25 },
      );
    });

    test('the same step from several attempts at once is recorded once', async () => {
      const step = stepOf(newCase(), { entries: [entry('a'), entry('b')] });
      await Promise.all(Array.from({ length: 8 }, () => store.journal.record(step)));
      expect((await store.journal.entries(step.workflowId)).map(({ kind }) => kind)).toEqual(['a', 'b']);
    });

    test('a step is recorded whole or not at all', async () => {
      const step = stepOf(newCase(), {
        row: { ...row, dueAt: 'not a time' },
        references: [{ provider: 'idngo', kind: 'applicant', reference: 'half' }],
      });
      await expect(store.journal.record(step)).rejects.toThrow();
      expect(await store.journal.entries(step.workflowId)).toEqual([]);
      expect(await store.references.find(step.references![0]!)).toEqual([]);
    });

    test('facts come back exactly as they were recorded', async () => {
      await fc.assert(
        fc.asyncProperty(fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue()), async (facts) => {
          const step = stepOf(newCase(), { entries: [{ ...entry('facts'), facts }] });
          await store.journal.record(step);
          const [recorded] = await store.journal.entries(step.workflowId);
          expect(JSON.stringify(recorded?.facts)).toBe(JSON.stringify(facts));
        }),
        { numRuns: 50, examples: [[{ z: 1, a: 'NUL \0, half of a pair \ud83d, "quotes" and {braces}' }]] },
      );
    });

    test.each([
      'update kyc.evidence set actor = $$x$$',
      'delete from kyc.evidence',
      'truncate kyc.evidence',
      'delete from kyc.evidence where false',
    ])('evidence is append-only: %s is refused', async (statement) => {
      await expect(tested.sql(statement)).rejects.toThrow(/append-only/);
    });

    test.each([
      ['an id that is too long', { chain: 'x'.repeat(301) }, /chain has 301 characters, more than 300/],
      ['a NUL', { row: { ...row, phase: 'a\0b' } }, /phase contains a NUL/],
      ['a version that is no count', { version: 0 }, /version is 0/],
      ['a history without length', { historyLength: NaN }, /historyLength is NaN/],
      [
        'too many entries',
        { entries: Array.from({ length: 101 }, () => entry('x')) },
        /entries are 101, more than 100/,
      ],
      [
        'facts without end',
        { entries: [{ ...entry('x'), facts: { text: 'x'.repeat(40_000) } }] },
        /facts as JSON has .* more than/,
      ],
    ] satisfies [string, Partial<JournalRecord>, RegExp][])(
      '%s is refused before anything is sent',
      async (_, broken, why) => {
        const step = stepOf(newCase(), broken);
        await expect(store.journal.record(step)).rejects.toMatchObject({
          type: 'kyc.input.InvalidRequest',
          message: expect.stringMatching(why),
        });
        expect(await store.journal.entries(step.workflowId)).toEqual([]);
      },
    );

    test('lists show what is due soonest first, then the newest, and only what was asked for', async () => {
      const process = `listed-${randomUUID()}`;
      const rows: [string, Partial<JournalRecord['row']>][] = [
        ['old', { startedAt: '2026-01-01T00:00:00.000Z' }],
        ['new', { startedAt: '2026-02-01T00:00:00.000Z', phase: 'collecting' }],
        ['due-later', { dueAt: '2026-06-02T00:00:00.000Z' }],
        ['due-soon', { dueAt: '2026-06-01T00:00:00.000Z', subjectId: 'somebody-else' }],
        ['closed', { startedAt: '2025-12-01T00:00:00.000Z', closedAt: '2026-02-01T00:00:00.000Z' }],
      ];
      for (const [name, fields] of rows) {
        await store.journal.record(
          stepOf({ workflowId: `${process}/${name}` }, { row: { ...row, process, ...fields } }),
        );
      }
      const listed = async (filter: Parameters<Store['journal']['list']>[0]) =>
        (await store.journal.list({ process, ...filter })).map(({ workflowId }) => workflowId.split('/')[1]);

      expect(await listed({})).toEqual(['due-soon', 'due-later', 'new', 'old', 'closed']);
      expect(await listed({ open: true })).toEqual(['due-soon', 'due-later', 'new', 'old']);
      expect(await listed({ open: false })).toEqual(['closed']);
      expect(await listed({ phase: 'collecting' })).toEqual(['new']);
      expect(await listed({ subjectId: 'somebody-else' })).toEqual(['due-soon']);
      expect(await listed({ limit: 2 })).toEqual(['due-soon', 'due-later']);
    });
  });

  describe('references', () => {
    test('a reference leads to every process that has it, the newest first', async () => {
      const reference = { provider: 'idngo', kind: 'external-user', reference: randomUUID() };
      const [first, second] = [newCase(), newCase()];
      for (const at of [first, second, first]) await store.journal.record(stepOf(at, { references: [reference] }));
      expect(await store.references.find(reference)).toEqual([second.workflowId, first.workflowId]);
      expect(await store.references.find({ ...reference, kind: 'applicant' })).toEqual([]);
    });
  });

  describe('deliveries', () => {
    const delivery = () => ({
      provider: 'idngo',
      eventKey: randomUUID(),
      type: 'applicantReviewed',
      bodySha256: 'ab'.repeat(32),
    });

    test('a repeat of a delivered event is known, and counted', async () => {
      const given = delivery();
      expect(await store.deliveries.receive(given)).toEqual({ delivered: false });
      await store.deliveries.settle('idngo', given.eventKey, 'delivered', ['kyc/onboarding/s-1']);
      expect(await store.deliveries.receive(given)).toEqual({ delivered: true });

      expect((await store.deliveries.recent(1))[0]).toEqual({
        ...given,
        outcome: 'delivered',
        workflowIds: ['kyc/onboarding/s-1'],
        copies: 2,
        receivedAt: expect.stringMatching(/^\d{4}-.*Z$/),
      });
    });

    test('an event whose hint failed is not taken for delivered when it is repeated', async () => {
      const given = delivery();
      await store.deliveries.receive(given);
      expect(await store.deliveries.receive(given)).toEqual({ delivered: false });
    });

    test('an event that reached nobody is tried again, and may then be delivered', async () => {
      const given = delivery();
      await store.deliveries.receive(given);
      await store.deliveries.settle('idngo', given.eventKey, 'nobody', []);
      expect(await store.deliveries.receive(given)).toEqual({ delivered: false });
      await store.deliveries.settle('idngo', given.eventKey, 'delivered', ['kyc/onboarding/s-2']);
      expect(await store.deliveries.receive(given)).toEqual({ delivered: true });
    });

    test('what was delivered is not unsaid by a second receiver that found nobody', async () => {
      const given = delivery();
      await store.deliveries.receive(given);
      await store.deliveries.settle('idngo', given.eventKey, 'delivered', ['kyc/onboarding/s-3']);
      await store.deliveries.settle('idngo', given.eventKey, 'nobody', []);
      expect((await store.deliveries.recent(1))[0]).toMatchObject({
        outcome: 'delivered',
        workflowIds: ['kyc/onboarding/s-3'],
      });
    });

    test('copies that arrive together are all counted', async () => {
      const given = delivery();
      await Promise.all(Array.from({ length: 10 }, () => store.deliveries.receive(given)));
      expect((await store.deliveries.recent(1))[0]).toMatchObject({ eventKey: given.eventKey, copies: 10 });
    });

    test('only events that were received can be settled, and keys are bounded', async () => {
      await expect(store.deliveries.settle('idngo', randomUUID(), 'nobody', [])).rejects.toThrow(
        /none that was received/,
      );
      await expect(store.deliveries.receive({ ...delivery(), eventKey: 'k'.repeat(201) })).rejects.toThrow(
        /more than 200/,
      );
      await expect(store.deliveries.receive({ ...delivery(), bodySha256: 'AB' })).rejects.toThrow(/SHA-256/);
    });
  });

  describe('quotas', () => quotaContract(() => store));

  test('ping answers', () => expect(store.ping()).resolves.toBeUndefined());
}

const row: JournalRecord['row'] = {
  process: 'onboarding',
  subjectId: 'subject-1',
  phase: 'in_review',
  provider: 'idngo',
  startedAt: '2026-01-01T00:00:00.000Z',
};

const newCase = () => ({ workflowId: `kyc/onboarding/${randomUUID()}` });

function entry(kind: string, at = '2026-01-01T00:00:00.000Z') {
  return { kind, at, actor: 'onboarding' };
}

function stepOf(at: { workflowId: string; chain?: string }, fields: Partial<JournalRecord> = {}): JournalRecord {
  const { version = 1 } = fields;
  return {
    workflowId: at.workflowId,
    chain: at.chain ?? 'chain-1',
    version,
    historyLength: 10,
    entries: [entry(`step-${version}`)],
    row,
    ...fields,
  };
}
