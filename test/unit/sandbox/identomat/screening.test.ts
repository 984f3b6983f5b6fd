import fc from 'fast-check';
import { startSandbox, type ListedPerson, type Sandbox } from '../../../../src/sandbox';
import { nameScore } from '../../../../src/sandbox/identomat/name-score';
import { external, resultOf } from './company-calls';

let now = Date.UTC(2030, 0, 15);
let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await startSandbox({ clock: () => now });
});
afterEach(() => sandbox.stop());

interface Hit {
  readonly score: number;
  readonly name: string;
  readonly personId: string;
  readonly topics: string[];
}

const search = (fullName: string, more: object = {}, page: object = {}) =>
  resultOf<Hit[]>(
    external(sandbox, 'search-screening-person', { query: { fullName, scoreThreshold: 80, ...more }, ...page }),
  );
const names = async (hits: Promise<Hit[]>) => (await hits).map(({ name }) => name);

interface Page {
  readonly start: number;
  readonly limit: number;
  readonly total: number;
  readonly data: { readonly id: string; readonly fullName: string; readonly lastUpdatedDate?: string }[];
}

const records = (more: object = {}) =>
  resultOf<Page>(external(sandbox, 'list-screening-monitoring-records', { ...more }));
const monitor = (fullName: string, birthdayTimeFrom?: string) =>
  external(sandbox, 'monitor-screening-query', { query: { fullName, birthdayTimeFrom } });

const exemplar: ListedPerson = {
  personId: '5a0a00000000000000000fff',
  entityType: 'person',
  firstName: 'Synthia',
  lastName: 'Exemplar',
  spellings: [],
  aliases: [],
  nationality: 'ZZ',
  topics: ['Politician'],
};

test.each([
  ['Vorlan Dremikov', 100],
  ['DREMIKOV, Vorlan', 100],
  ['Ворлан Дремиков', 100],
  ['Worlan Dremikow', 100],
  ['the quiet admiral', 100],
  ['Vorlan Dremikof', 94],
])('%s is found on the list with a score of %d', async (asked, score) => {
  expect(await search(asked)).toEqual([
    {
      score,
      name: 'Vorlan Dremikov',
      personId: '5a0a00000000000000000001',
      entityType: 'person',
      topics: ['Sanctioned entity', 'Politician'],
    },
  ]);
});

test('accents do not count, other scripts do, and nobody else is found', async () => {
  expect(await names(search('marisol QUENTÁ ibarrola'))).toEqual(['Marisol Quentá Ibarrola']);
  expect(await names(search('林奇耀申'))).toEqual(['Yaoshen Linqi']);
  expect(await names(search('حاسم الدراني'))).toEqual(['Hassim al-Dourrani']);
  expect(await search('Somebody Ordinary')).toEqual([]);
});

test('the threshold and the birthday decide who is a hit, and a page who is shown', async () => {
  const loose = { scoreThreshold: 60 };
  expect(await names(search('Aizere Tulmanova'))).toEqual(['Aizere Tulmanova']);
  const all = await names(search('Aidos Tulmanov', loose));
  expect(all).toEqual(['Aidos Tulmanov', 'Aizere Tulmanova']);
  expect(await names(search('Aidos Tulmanov', loose, { offset: 1, limit: 1 }))).toEqual(['Aizere Tulmanova']);
  expect(await names(search('Aidos Tulmanov', { ...loose, birthdayTimeFrom: '1999-01-01' }))).toEqual([
    'Aidos Tulmanov',
  ]);
  // The list has no birthday of hers.
  expect(await names(search('Marisol Quenta Ibarrola', { birthdayTimeFrom: '2020-01-01' }))).toHaveLength(1);
});

test('a hit has details, in groups of lists, texts and dates', async () => {
  const personId = '5a0a00000000000000000001';
  const details = await resultOf<object>(external(sandbox, 'get-screening-person-details', { personId }));
  expect(details).toMatchObject({
    firstName: 'Vorlan',
    birthdayTime: '1961-03-14',
    nationality: 'ZZ',
    extraDetails: [
      {
        groupName: 'Profile',
        details: [
          {
            properties: [
              { propertyName: 'Name', value: expect.arrayContaining(['Ворлан Дремиков']) },
              { propertyName: 'Alias', value: ['The Quiet Admiral'], type: 'list' },
            ],
          },
        ],
      },
      { groupName: 'Position occupied' },
      { groupName: 'Sanctions' },
    ],
  });
});

test('whoever is on monitoring already is refused without an id, which the list of records has', async () => {
  const id = await resultOf<string>(monitor('Synthia Exemplar', '1990-01-15'));
  expect(id).toMatch(/^[0-9a-f]{24}$/);
  expect((await monitor('synthia exemplar ', '1990-01-15')).body).toEqual({ argumentError: 'already-exists' });
  expect((await monitor('Synthia Exemplar', '1990-01-16')).body).toEqual({ result: expect.any(String) });
  expect((await records()).data[0]).toEqual({ id, fullName: 'Synthia Exemplar' });
  expect(sandbox.identomat.effectsOn('Synthia Exemplar')).toEqual({ 'monitoring-started': 2 });
});

test('when a list changes, those whom it concerns are marked, and only they come after a date', async () => {
  const before = new Date(now).toISOString();
  await monitor('Somebody Ordinary');
  const id = await resultOf<string>(monitor('Synthia Exemplar'));
  expect((await records({ date: before })).data).toEqual([]);
  now += 60_000;
  sandbox.identomat.list(exemplar);
  const lastUpdatedDate = new Date(now).toISOString();
  expect(await records({ date: before })).toEqual({
    start: 0,
    limit: 100,
    total: 1,
    data: [{ id, fullName: 'Synthia Exemplar', lastUpdatedDate }],
  });
  expect((await records({ date: lastUpdatedDate })).data).toEqual([]); // the bound itself does not count
  expect(await names(search('Synthia Exemplar'))).toEqual(['Synthia Exemplar']);

  now += 60_000;
  sandbox.identomat.list({ ...exemplar, topics: ['Politician', 'Sanctioned entity'] });
  expect((await records({ date: lastUpdatedDate })).total).toBe(1);
  now += 60_000;
  const third = new Date(now - 1).toISOString();
  sandbox.identomat.unlist(exemplar.personId);
  expect((await records({ date: third })).total).toBe(1);
  expect(await search('Synthia Exemplar')).toEqual([]);
});

test('a record can be marked although nothing is different', async () => {
  await monitor('Somebody Ordinary');
  sandbox.identomat.touchMonitored('Somebody Ordinary');
  expect((await records({ date: new Date(now - 1).toISOString() })).total).toBe(1);
  expect(() => sandbox.identomat.touchMonitored('Nobody')).toThrow('Nobody of this name is on monitoring.');
});

test('records come in pages that add up to all of them', async () => {
  for (let person = 1; person <= 5; person++) await monitor(`Person ${'I'.repeat(person)}`);
  const pages = [
    await records({ start: 0, limit: 2 }),
    await records({ start: 2, limit: 2 }),
    await records({ start: 4, limit: 2 }),
  ];
  expect(pages.map(({ start, limit, total, data }) => [start, limit, total, data.length])).toEqual([
    [0, 2, 5, 2],
    [2, 2, 5, 2],
    [4, 2, 5, 1],
  ]);
  expect(new Set(pages.flatMap(({ data }) => data.map(({ id }) => id))).size).toBe(5);
});

test('removing ends monitoring, also when it had ended', async () => {
  const id = await resultOf<string>(monitor('Synthia Exemplar'));
  expect((await external(sandbox, 'remove-screening-query-from-monitoring', { id })).body).toEqual({});
  expect((await external(sandbox, 'remove-screening-query-from-monitoring', { id })).body).toEqual({});
  expect((await records()).total).toBe(0);
  expect(sandbox.identomat.effectsOn('Synthia Exemplar')).toEqual({ 'monitoring-started': 1, 'monitoring-ended': 1 });
});

test('a name is wholly like itself in any order and case, and no score leaves 0 to 100', () => {
  const name = fc.array(fc.stringMatching(/^[a-zà-ö]{1,12}$/u), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(name, name, (one, other) => {
      expect(nameScore(one.join(' '), one.toReversed().join('-').toUpperCase())).toBe(100);
      const score = nameScore(one.join(' '), other.join(' '));
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(100);
    }),
  );
});
