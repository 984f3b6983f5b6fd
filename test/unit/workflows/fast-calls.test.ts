import { idngoCalls } from '../../../src/providers/idngo/calls.generated';
import type { Call } from '../../../src/providers/calls';
import { isFast } from '../../../workflows/providers/provider-calls';

const calls = Object.entries<Call>(idngoCalls);
const namesOf = (which: (call: Call) => boolean) => calls.filter(([, call]) => which(call)).map(([name]) => name);

test('these calls of IDnGO run as local activities first, and no others', () => {
  expect(namesOf(isFast)).toEqual([
    'createApplicant',
    'getApplicant',
    'getApplicantByExternalUserId',
    'getApplicantReviewStatus',
    'requestApplicantCheck',
    'updateApplicantInfo',
    'updateFixedInfo',
    'setApplicantPresence',
    'getApplicantTimeline',
    'getRequiredIdDocsStatus',
    'getSimilarSearchCheck',
    'getTinCheck',
    'getFaceLivenessCheck',
    'requestActionCheck',
    'getAction',
    'listApplicantActions',
    'listLevels',
    'setTestReviewResult',
  ]);
});

test.each<[string, (call: Call) => boolean]>([
  ['that makes another one when it is repeated', ({ effect }) => effect === 'creates'],
  ['that cannot be taken back', ({ effect }) => effect === 'irreversible'],
  ['with a file in its hands', ({ binary }) => binary],
  ['that has a quota', ({ limit }) => limit !== undefined],
  ['that takes its time', ({ timeout }) => timeout !== 'quick'],
])('no call %s is a local activity', (_what, which) => {
  expect(namesOf(which).length).toBeGreaterThan(0);
  expect(namesOf((call) => which(call) && isFast(call))).toEqual([]);
});

test('one reason against it is enough', () => {
  const harmless: Call = { effect: 'read', timeout: 'quick', binary: false };
  expect(isFast(harmless)).toBe(true);
  const reasons: Partial<Call>[] = [
    { effect: 'creates' },
    { effect: 'irreversible' },
    { timeout: 'slow' },
    { timeout: 'transfer' },
    { binary: true },
    { limit: { queue: 'import', requests: 10, perSeconds: 10 } },
  ];
  for (const reason of reasons) expect([reason, isFast({ ...harmless, ...reason })]).toEqual([reason, false]);
});
