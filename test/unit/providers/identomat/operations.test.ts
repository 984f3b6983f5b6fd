import { encodedFiles } from '../../../../src/providers/encoded-file';
import { identomatOperations } from '../../../../src/providers/identomat/operations';
import { identomatWire } from '../../../../src/providers/identomat/wire';
import type { Operation } from '../../../../src/providers/operation';
import { objectOf } from '../idngo/fixtures';
import { configFor, documentedExamples, documentedOperations, type DocumentedOperation } from './fixtures';

const rows: Record<string, Operation> = identomatOperations;
const documented = documentedOperations.map((facts) => [facts.operation, facts] as const);
const wire = identomatWire(configFor({ widgetUrl: 'http://127.0.0.1:1', externalApiUrl: 'http://127.0.0.1:2' }));
const image = { uri: 'file:ab/cd.bin', sha256: 'a'.repeat(64), size: 8, mediaType: 'image/jpeg' };

describe('the table of Identomat operations', () => {
  test('has exactly the documented operations, each under its own name', () => {
    expect(Object.keys(rows).sort()).toEqual(documentedOperations.map(({ operation }) => operation).sort());
    expect(Object.entries(rows).filter(([key, row]) => key !== row.name)).toEqual([]);
  });

  test.each(documented)('%s travels as documented', (name, { group, host, method, path, effect, body, answer }) => {
    expect(rows[name]).toMatchObject({ group, host, method, path, effect, body, answer });
    expect(rows[name]).not.toHaveProperty('query');
  });

  test('a duplicate, and what is gone already, are told from other refusals', () => {
    const repeats = Object.values(rows).flatMap(({ name, alreadyDone }) =>
      alreadyDone ? [[name, alreadyDone.errorCode]] : [],
    );
    expect(Object.fromEntries(repeats)).toEqual({
      monitorScreeningQuery: 'already-exists',
      addBlacklistRecord: 'already-exists',
      createUser: 'user-already-exists',
      deleteSession: 'session-not-found',
      removeBlacklistRecord: 'not-found',
      // Not documented for these two.
      removeScreeningQueryFromMonitoring: 'not-found',
      endVideoCall: 'not-found',
    });
  });

  test('every answer to an idempotent call can be stood in for when it was done before', () => {
    const idempotent = Object.values(rows).filter((row) => row.effect === 'idempotent' && row.alreadyDone);
    expect(idempotent.map((row) => row.response.safeParse(wire.acknowledgement).success)).toEqual([true, true, true]);
  });
});

describe('requests', () => {
  test.each(documented)('%s takes every documented field, and refuses one that is not', (name, facts) => {
    const request = fullRequest(facts);
    expect(rows[name]!.request.safeParse(request).error?.issues).toBeUndefined();
    expect(rows[name]!.request.parse(request)).toEqual(request);
    expect(rows[name]!.request.safeParse({ ...request, nickname: 'Quokka' }).success).toBe(false);
  });

  test.each(documented)('%s leaves no room for a company key', (name, facts) => {
    for (const key of ['company_key', 'companyKey']) {
      expect(rows[name]!.request.safeParse({ ...fullRequest(facts), [key]: 'abcd' }).success).toBe(false);
    }
  });

  test.each(
    documented.flatMap(([name, facts]) => (facts.required ?? []).map((field) => [name, field, facts] as const)),
  )('%s is refused without %s, and says so', (name, field, facts) => {
    const request = fullRequest(facts);
    const [outer = '', inner] = field.split('.');
    if (inner === undefined) delete request[outer];
    else delete (request[outer] as Record<string, unknown>)[inner];
    expect(rows[name]!.request.safeParse(request).error?.issues[0]?.path).toEqual(field.split('.'));
  });

  test.each(
    documentedExamples.flatMap((one) => (one.request ? [[one.operation, one.label, one.request] as const] : [])),
  )('the published request of %s is taken (%s)', (name, _label, request) =>
    expect(rows[name]!.request.parse(request)).toEqual(request),
  );

  test.each([
    ['exportSessionAsPdf', { sessionId: 's1', exportSession: false }],
    ['addBlacklistRecord', { query: { reason: 'nobody in particular' } }],
    ['searchScreeningPerson', { query: { fullName: 'Quokka Sample', scoreThreshold: 0.8 } }],
    ['searchScreeningPerson', { query: { fullName: 'Quokka Sample', scoreThreshold: 101 } }],
    [
      'searchScreeningPerson',
      { query: { fullName: 'Quokka Sample', scoreThreshold: 80, birthdayTimeFrom: '1/8/1980' } },
    ],
    ['monitorScreeningQuery', { query: { fullName: 'two\nlines' } }],
    ['createUser', { email: 'quokka@example.com', password: '1234567' }],
    ['createUser', { email: 'quokka@example.com', password: 12345678 }],
    ['createUser', { email: 'quokka@example.com', password: '12345678', rights: ['identomat_admin'] }],
    ['getResult', { session_token: 'with blank' }],
    ['getResult', { session_token: '' }],
    ['beginSession', { flags: { return_url: 'javascript:alert(1)' } }],
    ['beginSession', { flags: { anything: 'x'.repeat(70_000) } }],
    ['listBlacklistRecords', { offset: 0 }],
  ])('%s refuses %j', (name, request) => {
    expect(rows[name]!.request.safeParse(request).success).toBe(false);
  });

  test('flags and steps that nobody listed pass through unchanged', () => {
    const request = { flags: { skip_face: true, newer: { deep: 1 } }, steps: [{ type: 'selfie', depth: [1] }] };
    expect(rows['beginSession']!.request.parse(request)).toEqual(request);
  });
});

describe('answers', () => {
  const published = documentedExamples.filter(({ response }) => response !== undefined);
  const isError = (response: unknown) => /"(argument|internal)Error"/.test(JSON.stringify(response));
  const answered = published
    .filter(({ response }) => !isError(response))
    .map((one) => [one.operation, one.label, one] as const);
  const refused = published
    .filter(({ response }) => isError(response))
    .map((one) => [one.operation, one.label, one] as const);
  const inJson = answered.filter(([name]) => rows[name]!.answer === 'json');
  const inFiles = answered.filter(([name]) => rows[name]!.answer !== 'json');

  test.each(inJson)('the published answer of %s is read whole (%s)', (name, _label, { response }) => {
    const row = rows[name]!;
    expect(wire.refusesWith!(row, response)).toBeUndefined();
    const inner = wire.unwrap!(row, response);
    const read = row.response.parse(inner);
    // `{}` says the same as `true`.
    if (typeof inner === 'object' && Object.keys(inner as object).length === 0 && !Array.isArray(inner))
      expect(read).toBe(true);
    else expect(read).toEqual(inner);
  });

  test.each(inFiles)('the published answer of %s holds one file (%s)', (name, _label, { response }) => {
    expect(encodedFiles(wire.unwrap!(rows[name]!, response))).toEqual([expect.stringMatching(/^data:/)]);
  });

  test.each(refused)('the published refusal of %s is heard (%s)', (name, _label, { response }) => {
    const { argumentError, errorSourceGroup } = response as Record<string, string>;
    expect(wire.refusesWith!(rows[name]!, response)).toMatchObject({
      errorCode: argumentError ?? 'internal-error',
      ...(errorSourceGroup !== undefined && { origin: errorSourceGroup }),
    });
    expect(wire.readRefusal(404, response)).toMatchObject({ errorCode: argumentError ?? 'internal-error' });
  });

  test('there is a published refusal for every documented code', () => {
    const listed = documentedOperations.flatMap(({ operation, errors = [] }) =>
      errors.map((code) => `${operation}: ${code}`),
    );
    const shown = refused.map(
      ([name, , { response }]) => `${name}: ${(response as Record<string, string>)['argumentError']}`,
    );
    expect(listed.filter((one) => !shown.includes(one))).toEqual([]);
    expect(listed.length).toBeGreaterThan(40);
  });

  const objects = documented.filter(
    ([name, { response = {} }]) => rows[name]!.answer === 'json' && !('(root)' in response),
  );
  test.each(objects)(
    '%s keeps every documented field, and fields that nobody documented',
    (name, { response = {} }) => {
      const row = rows[name]!;
      const answer = objectOf(Object.keys(response), (path) => sample(response[path]!));
      const inner = wire.unwrap!(
        row,
        Object.keys(response).some((path) => path.startsWith('result[]')) ? { result: answer['result'] } : answer,
      );
      const read = row.response.parse(inner);
      if (read !== true) expect(read).toEqual(inner);
      if (isLoose(inner))
        expect(row.response.parse({ ...inner, addedLater: { deep: 1 } })).toHaveProperty('addedLater.deep', 1);
    },
  );

  test.each([
    '',
    'wrong-parameters',
    'face-photo-not-found',
    'two words that are long enough to be one',
    42,
    null,
    {},
    true,
  ])('a session token is not read from %j', (answer) =>
    expect(rows['beginSession']!.response.safeParse(answer).success).toBe(false),
  );

  test.each([false, 'true', {}, null, undefined, 1])('a session is not taken for deleted on %j', (answer) => {
    expect(rows['deleteSession']!.response.safeParse(answer).success).toBe(false);
  });

  test.each([null, {}, 'none', { data: [] }])('%j is not taken for a search without hits', (answer) => {
    expect(rows['searchScreeningPerson']!.response.safeParse(answer).success).toBe(false);
  });
});

function isLoose(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;
}

const known: Record<string, unknown> = {
  'query.birthdayTimeFrom': '1980-11-07T13:07:59.790Z',
  'query.birthday': '1980-01-01',
  'query.scoreThreshold': 80,
  date: '2023-07-10T12:26:00.576Z',
  email: 'quokka@example.com',
  password: 'a long secret',
  rights: ['operator'],
};

function sample(type: string): unknown {
  if (type.includes('file')) return image;
  if (type.startsWith('array of objects')) return [];
  if (type.startsWith('array of strings')) return ['text'];
  if (type.startsWith('array')) return [];
  if (type.startsWith('object')) return {};
  if (type.startsWith('integer') || type.startsWith('number')) return 7;
  if (type.startsWith('boolean')) return true;
  if (type.startsWith('unstated')) return null;
  return 'text';
}

function fullRequest({ request = {} }: DocumentedOperation): Record<string, unknown> {
  return objectOf(Object.keys(request), (path) => known[path] ?? sample(request[path]!));
}
