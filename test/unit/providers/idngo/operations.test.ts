import type { Operation } from '../../../../src/providers/operation';
import { idngoOperations } from '../../../../src/providers/idngo/operations';
import { documentedExamples, documentedOperations, objectOf, type DocumentedOperation } from './fixtures';

const rows: Record<string, Operation> = idngoOperations;
const documented = documentedOperations.map((facts) => [facts.operation, facts] as const);

describe('the table of IDnGO operations', () => {
  test('has exactly the documented operations, each under its own name', () => {
    expect(Object.keys(rows).sort()).toEqual(documentedOperations.map(({ operation }) => operation).sort());
    expect(Object.entries(rows).filter(([key, row]) => key !== row.name)).toEqual([]);
  });

  test.each(documented)('%s travels as documented', (name, facts) => {
    const row = rows[name]!;
    expect({
      group: row.group,
      method: row.method,
      path: row.path,
      query: [...Object.keys(row.constants ?? {}), ...(row.query ?? [])],
      constants: row.constants ?? {},
      effect: row.effect,
      body: row.body,
      answer: row.answer,
    }).toEqual({
      group: facts.group,
      method: facts.method,
      path: facts.path,
      query: facts.query ?? [],
      constants: facts.constants ?? {},
      effect: facts.effect,
      body: facts.body,
      answer: facts.answer === 'unstated' ? 'ignored' : facts.answer,
    });
  });

  test('holds the documented limits, and one report at a time', () => {
    const limits = Object.values(rows).flatMap(({ name, limit }) => (limit ? [[name, limit]] : []));
    expect(Object.fromEntries(limits)).toEqual({
      findSimilarByTextAndFace: { queue: 'similar-by-text-and-face', requests: 7, perSeconds: 10 },
      findSimilarByText: { queue: 'similar-by-text', requests: 10, perSeconds: 10 },
      importApplicant: { queue: 'import', requests: 10, perSeconds: 10 },
      getApplicantReport: { queue: 'report', requests: 1, perSeconds: 0 },
    });
    const vendors = documentedOperations.filter(({ limit }) => limit).map(({ operation, limit }) => [operation, limit]);
    expect(vendors).toHaveLength(3);
    for (const [name, limit] of vendors) expect(rows[name as string]!.limit).toMatchObject(limit as object);
  });

  test('only the result setter is kept to the sandbox', () => {
    expect(
      Object.values(rows)
        .filter(({ sandboxOnly }) => sandboxOnly)
        .map(({ name }) => name),
    ).toEqual(['setTestReviewResult']);
  });
});

describe('requests', () => {
  test.each(documented)('%s takes every documented field, and refuses one that is not', (name, facts) => {
    const request = fullRequest(facts);
    expect(rows[name]!.request.safeParse(request).error?.issues).toBeUndefined();
    expect(rows[name]!.request.parse(request)).toEqual(request);
    expect(rows[name]!.request.safeParse({ ...request, nickname: 'Quokka' }).success).toBe(false);
  });

  // The path of an image is configurable, and names either the inspection or the applicant; the language of a report has a default.
  const lenient = ['getInspectionImage.inspectionId', 'getApplicantReport.lang'];
  test.each(
    documented.flatMap(([name, facts]) => (facts.required ?? []).map((field) => [name, field, facts] as const)),
  )('%s is refused without %s, and says so', (name, field, facts) => {
    const { [ourName(field).split('.')[0]!]: _left, ...rest } = fullRequest(facts);
    const checked = rows[name]!.request.safeParse(rest);
    if (lenient.includes(`${name}.${field}`)) expect(checked.success).toBe(true);
    else expect(checked.error?.issues[0]?.path[0]).toBe(ourName(field).split('.')[0]);
  });

  const badTexts = [
    ['createApplicant', { levelName: 'basic-kyc-level', externalUserId: 'user\n42' }],
    ['createApplicant', { levelName: 'basic-kyc-level', externalUserId: 'x'.repeat(513) }],
    ['createApplicant', { levelName: 'basic-kyc-level', externalUserId: 'half a \ud83d' }],
    ['createApplicant', { levelName: '', externalUserId: 'user-42' }],
    ['getApplicant', { applicantId: '../levels' }],
    ['getApplicantReport', { applicantId: 'a1', report: 'everything' }],
    ['updateFixedInfo', { applicantId: 'a1', dob: '1990-02-31' }],
    ['updateFixedInfo', { applicantId: 'a1', country: 'kaz' }],
    ['setApplicantPresence', { applicantId: 'a1', status: 'gone' }],
    ['createWebSdkLink', { levelName: 'face-auth', externalActionId: 'action-1' }],
    ['createAccessToken', { userId: 'user-42', levelName: 'basic-kyc-level', ttlInSecs: 0 }],
  ] as const;
  test.each(badTexts)('%s refuses %j', (name, request) => {
    expect(rows[name]!.request.safeParse(request).success).toBe(false);
  });

  test('the first page of actions is asked for by name, since the documented default would skip ten', () => {
    expect(rows['listApplicantActions']!.request.parse({ applicantId: 'a1' })).toEqual({
      applicantId: 'a1',
      offset: 0,
      order: '-createdAt',
    });
  });
});

describe('answers', () => {
  const answered = documented.filter(([, { response }]) => response !== undefined);

  test.each(answered)('%s keeps every documented field, and fields that nobody documented', (name, facts) => {
    const answer = objectOf(Object.keys(facts.response!), (path) => sample(path, facts.response![path]!));
    const read = inner(name, rows[name]!.response.parse({ ...answer, addedLater: { deep: 1 } }));
    expect(read).toMatchObject(withTextIds(answer));
    // Whole applicants are dropped from the answer about presence; a map of steps has no room for other keys, but keeps objects.
    if (name !== 'setApplicantPresence') expect(read).toHaveProperty('addedLater.deep', 1);
  });

  // Their type is not confirmed: whatever comes is kept.
  const unconfirmed = ['<STEP>', 'partialCompletion', 'stepStatuses', 'imageStatuses'];
  // Without these there is no answer.
  const vital: Record<string, Record<string, unknown>> = {
    createApplicantAction: { id: 'a1' },
    getAction: { review: {} },
    listLevels: { items: [], totalItems: 0 },
    createWebSdkLink: { url: 'https://idngo.example/l/1' },
    createAccessToken: { token: 'token-1' },
    createActionAccessToken: { token: 'token-1' },
  };
  const fields = answered.flatMap(([name, { response }]) =>
    Object.entries(response!)
      .filter(([path]) => !unconfirmed.some((field) => path.endsWith(field)))
      .map(([path, type]) => [name, path, type] as const),
  );

  test.each(fields)(
    '%s with a %s of another type is read without it, or refused if it is vital',
    (name, path, type) => {
      const odd = objectOf([path], () => (['array', 'object'].includes(type) ? 'odd' : { odd: true }));
      const answer = { ...vital[name], ...odd };
      // A lone hit without its main fields would not be recognised; in a list it is one.
      const read = rows[name]!.response.safeParse(name.startsWith('findSimilar') ? [answer] : answer);
      expect(read.success).toBe(!(path in (vital[name] ?? {})));
      if (read.success) expect(JSON.stringify(read.data)).not.toContain('odd');
    },
  );

  test.each(
    documentedExamples.filter(({ response }) => response !== undefined).map((one) => [one.operation, one] as const),
  )('the published answer of %s is read whole', (name, { response }) => {
    expect(rows[name]!.response.parse(response)).toMatchObject(withTextIds(response as Record<string, unknown>));
  });

  test.each(documentedExamples.filter(({ request }) => request).map((one) => [one.operation, one] as const))(
    'the published request of %s is taken',
    (name, { request }) => {
      const facts = documentedOperations.find(({ operation }) => operation === name)!;
      const { success } = rows[name]!.request.safeParse({ ...placed(facts), ...files(facts), ...request });
      expect(success).toBe(true);
    },
  );

  test.each([null, 'text', 42, [], [null]])('an answer of %j is not taken for an applicant or a review', (answer) => {
    expect(rows['getApplicant']!.response.safeParse(answer).success).toBe(false);
    expect(rows['getApplicantReviewStatus']!.response.safeParse(answer).success).toBe(false);
  });
});

const known: Record<string, unknown> = {
  country: 'KAZ',
  nationality: 'KAZ',
  dob: '1990-01-15',
  issuedDate: '2020-01-15',
  validUntil: '2030-01-15',
  gender: 'M',
  lang: 'en',
  locale: 'kk',
  type: 'individual',
  email: 'quokka@example.com',
  phone: '+49 123456789',
  idDocType: 'PASSPORT',
  idDocSubType: 'FRONT_SIDE',
  status: 'deactivated',
  report: 'applicantReport',
  order: '-createdAt',
  reviewAnswer: 'RED',
  reviewRejectType: 'RETRY',
  unsetFields: 'middleName,tin',
  ttlInSecs: 600,
  limit: 100,
  offset: 0,
  preview: true,
};
const file = { uri: 'file:ab/cd.bin', sha256: 'a'.repeat(64), size: 8, mediaType: 'image/png' };

function sample(path: string, type: string): unknown {
  if (type === 'array') return [];
  if (type === 'object') return {};
  if (type === 'integer') return 7;
  if (type === 'boolean') return true;
  return 'text';
}

/** Files are references in our requests, under our names. */
function ourName(field: string): string {
  return field === 'content' ? 'document' : field === 'RAW_BODY' ? 'archive' : field;
}

function placed({ pathParams = [], query = [], constants = {} }: DocumentedOperation) {
  const names = [...pathParams, ...query].filter((name) => !(name in constants));
  return Object.fromEntries(names.map((name) => [name, known[name] ?? 'text']));
}

function files({ request = {} }: DocumentedOperation) {
  const names = Object.keys(request).filter((name) => request[name] === 'binary');
  return Object.fromEntries(names.map((name) => [ourName(name), file]));
}

function fullRequest(facts: DocumentedOperation): Record<string, unknown> {
  const { request = {} } = facts;
  const paths = Object.keys(request).filter((path) => request[path] !== 'binary');
  const body = objectOf(paths, (path) => {
    const { [path.split(/[.[\]]+/).at(-1)!]: value } = known;
    return value !== undefined && !['array', 'object'].includes(request[path]!) ? value : sample(path, request[path]!);
  });
  return { ...placed(facts), ...body, ...files(facts) };
}

/** Numbers of images are texts with us. */
function withTextIds<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (key, inner: unknown) => {
    if (key === 'imageId' || key === 'resizedImageId') return String(inner);
    return key === 'imageIds' ? (inner as unknown[]).map(String) : inner;
  }) as T;
}

/** The vendor describes one hit and not what holds it. */
function inner(name: string, read: unknown): unknown {
  return name.startsWith('findSimilar') ? (read as { hits: unknown[] }).hits[0] : read;
}
