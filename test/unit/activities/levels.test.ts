import type { IdngoClient } from '../../../activities/idngo/client';
import { levelDescriptions } from '../../../activities/idngo/levels';

type Level = NonNullable<Awaited<ReturnType<IdngoClient['listLevels']>>['items']>[number];
type Step = NonNullable<NonNullable<Level['requiredIdDocs']>['docSets']>[number];

const level = (name: string | undefined, ...docSets: Step[]): Level => ({ name, requiredIdDocs: { docSets } });
const basic = level(
  'basic-kyc-level',
  { idDocSetType: 'IDENTITY', types: ['PASSPORT', 'ID_CARD'] },
  { idDocSetType: 'SELFIE', types: ['SELFIE'] },
);

/** Counts the reads of a list of levels that a test may change. */
function levelsOf(...items: Level[]) {
  const vendor = { items, reads: 0, fails: undefined as Error | undefined };
  const listLevels = async () => {
    vendor.reads += 1;
    if (vendor.fails) throw vendor.fails;
    return { totalItems: vendor.items.length, items: vendor.items };
  };
  const describe = levelDescriptions({ listLevels } as Partial<IdngoClient> as IdngoClient);
  return { vendor, describe };
}

beforeEach(() => jest.useFakeTimers({ now: new Date('2026-01-02T03:04:05Z') }));
afterEach(() => jest.useRealTimers());

test('a level asks for its steps, each with the document types that meet it', async () => {
  const { describe } = levelsOf(level('other', { idDocSetType: 'SELFIE', types: ['SELFIE'] }), basic);
  expect(await describe({ level: 'basic-kyc-level' })).toEqual([
    { step: 'IDENTITY', types: ['PASSPORT', 'ID_CARD'] },
    { step: 'SELFIE', types: ['SELFIE'] },
  ]);
});

test('steps that no document meets are not asked for as documents', async () => {
  const steps = [
    { idDocSetType: 'APPLICANT_DATA' },
    { idDocSetType: 'QUESTIONNAIRE', types: [] },
    { types: ['PASSPORT'] },
  ];
  const { describe } = levelsOf(level('data-only', ...steps), level(undefined), { name: 'empty' });
  expect(await describe({ level: 'data-only' })).toEqual([]);
  expect(await describe({ level: 'empty' })).toEqual([]);
});

test.each([
  [[basic, level('another')], 'Known: another, basic-kyc-level. '],
  [[], 'Known: none. '],
])('an unknown level is refused, naming the known ones and not itself', async (items, known) => {
  const { describe } = levelsOf(...items);
  await expect(describe({ level: 'Basic-KYC-Level' })).rejects.toMatchObject({
    type: 'kyc.input.UnknownLevel',
    nonRetryable: true,
    message:
      `IDnGO does not know this level. ${known}` +
      'Levels are case-sensitive and belong to one environment. Nothing was sent.',
  });
});

test('the levels are read once for many cases, and anew after five minutes', async () => {
  const { vendor, describe } = levelsOf(basic);
  await Promise.all([1, 2, 3].map(() => describe({ level: 'basic-kyc-level' })));
  jest.advanceTimersByTime(5 * 60_000 - 1);
  await describe({ level: 'basic-kyc-level' });
  expect(vendor.reads).toBe(1);
  jest.advanceTimersByTime(1);
  await describe({ level: 'basic-kyc-level' });
  expect(vendor.reads).toBe(2);
});

test('a level that was made a moment ago is found', async () => {
  const { vendor, describe } = levelsOf(basic);
  await describe({ level: 'basic-kyc-level' });
  vendor.items.push(level('new-level'));
  expect(await describe({ level: 'new-level' })).toEqual([]);
  expect(vendor.reads).toBe(2);
});

test('levels that could not be read are not remembered as none', async () => {
  const { vendor, describe } = levelsOf(basic);
  vendor.fails = new Error('connection reset');
  await expect(describe({ level: 'basic-kyc-level' })).rejects.toThrow('connection reset');
  vendor.fails = undefined;
  expect(await describe({ level: 'basic-kyc-level' })).toHaveLength(2);
});
