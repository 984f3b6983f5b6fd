import { assertStartable } from '../../../src/client/start-request';
import type { StartOnboarding } from '../../../src/client/start-request';
import { imageOf } from './samples';

const good: StartOnboarding = {
  subjectId: 'user-42',
  provider: 'idngo',
  level: 'basic-kyc-level',
  collection: 'upload',
};

function refusalOf(request: unknown) {
  try {
    assertStartable(request as StartOnboarding, 50_000_000);
  } catch (error) {
    return error as Error & { type: string };
  }
  throw new Error('it was accepted');
}

test.each<[string, Partial<StartOnboarding>]>([
  ['the least', {}],
  ['a hosted one', { collection: 'hosted', documents: [] }],
  [
    'one with everything',
    { applicant: { firstName: 'Quokka' }, documents: [imageOf('PASSPORT')], policy: { name: 'x' }, number: 2 },
  ],
])('a request can start: %s', (_what, more) => {
  expect(() => assertStartable({ ...good, ...more }, 50_000_000)).not.toThrow();
});

test.each<[string, object, string, string | RegExp]>([
  ['an e-mail address for an id', { subjectId: 'quokka@example.com' }, 'kyc.input.InvalidSubjectId', /e-mail address/],
  ['what is no provider', { provider: 'An Other' }, 'kyc.input.InvalidRequest', /provider: must be a provider name/],
  [
    'a plan beside a level',
    { provider: [good] },
    'kyc.input.InvalidRequest',
    /each entry of the plan has its own|unknown key/,
  ],
  ['no level at all', { level: undefined }, 'kyc.input.InvalidRequest', /level: is required/],
  ['no level', { level: '' }, 'kyc.input.InvalidRequest', /level: /],
  ['a level of any length', { level: 'l'.repeat(101) }, 'kyc.input.InvalidRequest', /level: /],
  ['no collection', { collection: undefined }, 'kyc.input.InvalidRequest', /collection: .*"hosted"\|"upload"/],
  ['a number that counts nothing', { number: 0 }, 'kyc.input.InvalidRequest', /number: /],
  ['half a number', { number: 1.5 }, 'kyc.input.InvalidRequest', /number: /],
  ['a field that nobody knows', { levelName: 'x' }, 'kyc.input.InvalidRequest', /1 unknown field/],
  [
    'applicant data that are malformed',
    { applicant: { country: 'KZ' } },
    'kyc.input.InvalidRequest',
    /^applicant: country/,
  ],
  ['a policy that is malformed', { policy: { attempts: 1 } }, 'kyc.input.InvalidRequest', /^policy: attempts/],
  ['documents that are no list', { documents: 'PASSPORT' }, 'kyc.input.InvalidRequest', /documents: /],
  [
    'fifty-one documents',
    { documents: Array(51).fill(imageOf('PASSPORT')) },
    'kyc.input.InvalidRequest',
    /documents: /,
  ],
  [
    'one side of an ID card',
    { documents: [imageOf('ID_CARD', 'front')] },
    'kyc.input.IncompleteDocument',
    /back is missing/,
  ],
  ['an empty file', { documents: [imageOf('PASSPORT', null, { size: 0 })] }, 'kyc.input.EmptyFile', /^documents\[0\]/],
  [
    'documents where the provider collects',
    { collection: 'hosted', documents: [imageOf('PASSPORT')] },
    'kyc.input.InvalidRequest',
    "With collection 'hosted' the provider collects: leave documents out.",
  ],
])('a request is refused before anything starts: %s', (_what, more, type, message) => {
  const refused = refusalOf({ ...good, ...more });
  expect(refused.type).toBe(type);
  expect(refused.message).toMatch(message);
});

test('every field that is wrong is named at once', () => {
  const { message } = refusalOf({ subjectId: 'user-42', provider: 'X', level: 5, collection: 'x', number: -1 });
  expect(message.match(/(provider|level|collection|number): /g)).toEqual([
    'provider: ',
    'level: ',
    'collection: ',
    'number: ',
  ]);
  expect(message).toMatch(/Nothing was sent\.$/);
});

test.each([undefined, null, 'user-42', {}])('%j is no request', (request) => {
  expect(refusalOf(request).type).toBe('kyc.input.InvalidSubjectId');
});

test('nothing that stands in a request is repeated', () => {
  const personal = 'Quokka Example';
  const { message } = refusalOf({
    ...good,
    provider: personal,
    level: [personal],
    collection: personal,
    number: personal,
  });
  expect(message).not.toContain('Quokka');
});
