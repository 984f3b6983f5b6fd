import fc from 'fast-check';
import { needsClientId } from '../../../../src/providers/vultsecurity/client-id';
import { vultsecurityOperations } from '../../../../src/providers/vultsecurity/operations';
import { vendorTitles } from '../../../../src/providers/vultsecurity/titles';
import type { Operation } from '../../../../src/providers/operation';
import { documentedExamples, documentedOperations, type DocumentedOperation } from './fixtures';

const rows: Record<string, Operation> = vultsecurityOperations;
const titles: Record<string, string> = vendorTitles;
const documented = documentedOperations.map((facts) => [facts.operation, facts] as const);

const known: Record<string, unknown> = {
  webhook_url: 'https://kyc.example/webhooks/1',
  url: 'https://kyc.example/webhooks/1',
  images: [file()],
  start_date: '2026-01-15T00:00:00Z',
  end_date: '2026-01-16T00:00:00Z',
};

describe('the table of VultSecurity operations', () => {
  test('has exactly the 53 documented operations, each under its own name', () => {
    expect(documentedOperations).toHaveLength(53);
    expect(Object.keys(rows).sort()).toEqual(documentedOperations.map(({ operation }) => operation).sort());
    expect(Object.entries(rows).filter(([key, row]) => key !== row.name)).toEqual([]);
  });

  test.each(documented)('%s is what the page says, on the assumed route', (name, facts) => {
    const row = rows[name]!;
    expect({
      section: row.group,
      title: titles[name],
      clientId: needsClientId(name),
      assumed: `${row.method} ${row.path}`,
      query: row.query ?? [],
      effect: row.effect,
      body: row.body,
      answer: row.answer,
    }).toEqual({
      section: facts.section,
      title: facts.title,
      clientId: facts.clientId,
      assumed: facts.assumed,
      query: Object.keys(facts.query ?? {}),
      effect: facts.effect,
      body: facts.body === 'multipart' ? 'form' : facts.body,
      answer: facts.answer === 'binary-or-null' ? 'media' : 'json',
    });
  });

  test('the assumed routes follow one rule and never meet', () => {
    const routes = Object.values(rows).map(({ method, path }) => `${method} ${path}`);
    expect(new Set(routes).size).toBe(routes.length);
    for (const { group, method, path, body, name } of Object.values(rows)) {
      const section = group === 'Utility' ? '/' : `/${group.toLowerCase().replace(' ', '/')}`;
      // Served among the steps of the SDK, where it belongs.
      if (name !== 'readIdaSdkSession') expect(path.startsWith(section)).toBe(true);
      expect(method).toBe(body === 'none' ? 'GET' : 'POST');
    }
  });
});

describe('requests', () => {
  test.each(documented)('%s takes every documented field, and refuses one that is not', (name, facts) => {
    const request = fullRequest(facts);
    expect(rows[name]!.request.safeParse(request).error?.issues).toBeUndefined();
    expect(rows[name]!.request.parse(request)).toEqual(request);
    expect(rows[name]!.request.safeParse({ ...request, nickname: 'Quokka' }).success).toBe(false);
  });

  const fields = documented.flatMap(([name, facts]) =>
    Object.entries({ ...facts.query, ...facts.request }).map(([field, type]) => [name, field, type, facts] as const),
  );

  // The vendor does not mark the image as required; a call without it has no purpose.
  test.each(fields)('%s is refused without %s exactly when it is required (%s)', (name, field, type, facts) => {
    const { [field]: _left, ...rest } = fullRequest(facts);
    const checked = rows[name]!.request.safeParse(rest);
    expect(checked.success).toBe(type.startsWith('optional ') && field !== 'image');
    if (!checked.success) expect(checked.error.issues[0]?.path).toEqual([field]);
  });

  const enums = fields.filter(([, , type]) => type.includes('enum '));
  test.each(enums)('%s takes the documented values of %s and no other (%s)', (name, field, type, facts) => {
    const values = type.replace(/^(optional )?enum /, '').split(' ');
    const accepts = (value: string) => rows[name]!.request.safeParse({ ...fullRequest(facts), [field]: value }).success;
    expect(values.filter((value) => !accepts(value))).toEqual([]);
    expect(['', 'PASSPORT', 'added_later'].filter(accepts)).toEqual([]);
  });

  const oneOrMany = fields.filter(([, , type]) => type.includes('string|string[]'));
  test.each(oneOrMany)('%s takes one or several as %s', (name, field, _type, facts) => {
    const accepts = (value: unknown) =>
      rows[name]!.request.safeParse({ ...fullRequest(facts), [field]: value }).success;
    expect([accepts('one'), accepts(['one', 'two']), accepts([]), accepts([''])]).toEqual([true, true, false, false]);
  });

  const session_id = 'session-1';
  test.each([
    ['readIdvSession', { session_id: '' }],
    ['readIdvSession', { session_id: 'a\nb' }],
    ['readIdvSession', { session_id: 'half a \ud83d' }],
    ['createIdvSession', { webhook_url: 'ftp://example.com' }],
    ['createIdvSession', { metadata: { note: 'x'.repeat(20_000) } }],
    ['generateIdvLivenessSession', { session_id, latitude: '40.7', longitude: 0 }],
    ['generateIdvLivenessSession', { session_id, latitude: 90.1, longitude: 0 }],
    ['addDocumentFrontImage', { session_id, latitude: '', longitude: '0', image: file() }],
    ['addDocumentFrontImage', { session_id, latitude: '40,7', longitude: '0', image: file() }],
    ['addDocumentFrontImage', { session_id, latitude: '40.7', longitude: '181', image: file() }],
    ['addDocumentFrontImage', { session_id, latitude: 40.7, longitude: 0, image: file() }],
    ['listIdentities', { start_date: 'yesterday' }],
    ['listIdvSessions', { take: -1 }],
    ['updateWeights', { ...fullRequest(facts('updateWeights')), age_weight: Infinity }],
  ])('%s refuses %j', (name, request) => {
    expect(rows[name]!.request.safeParse(request).success).toBe(false);
  });
});

describe('answers', () => {
  const answered = documented.filter(([, { response }]) => response !== undefined);
  // Without these there is no next step.
  const vital: Record<string, Record<string, unknown>> = {
    createIdvSession: { session_id: 'session-1' },
    createIdaSession: { session_id: 'session-1' },
    generateIdvLivenessSession: { token: 'token-1' },
    generateIdaLivenessSession: { token: 'token-1' },
  };

  test.each(answered)('%s keeps every documented field, and fields that nobody documented', (name, { response }) => {
    const answer = Object.fromEntries(Object.entries(response!).map(([field, type]) => [field, sample(type)]));
    const read = rows[name]!.response.parse({ ...answer, addedLater: { deep: 1 } });
    expect(read).toEqual({ ...answer, addedLater: { deep: 1 } });
  });

  const fields = answered.flatMap(([name, { response }]) =>
    Object.entries(response!).map(([field, type]) => [name, field, type] as const),
  );
  test.each(fields)('%s is read without %s when that is null or no %s, unless it is vital', (name, field, type) => {
    const odd = ['array', 'object'].includes(type) ? 'odd' : { odd: true };
    for (const value of [null, odd]) {
      const read = rows[name]!.response.safeParse({ ...vital[name], [field]: value });
      expect(read.success).toBe(!(field in (vital[name] ?? {})));
      if (read.success) expect(read.data).toEqual({ ...vital[name], [field]: undefined });
    }
  });

  const examples = documentedExamples.map((one) => [one.operation, one] as const);
  test.each(examples.filter(([name]) => facts(name).answer !== 'binary-or-null'))(
    'the published answer of %s is read whole',
    (name, { response }) => {
      expect(rows[name]!.response.parse(response)).toEqual(response);
    },
  );

  // In samples "string" stands for every text; these have a form that the page tells in words.
  const told: Record<string, unknown> = { webhook_url: 'https://kyc.example/h', url: 'https://kyc.example/h' };
  test.each(examples.filter(([, { request }]) => request))(
    'the published request of %s is taken',
    (name, { request }) => {
      const said = Object.fromEntries(Object.entries(request!).map(([field, value]) => [field, told[field] ?? value]));
      expect(rows[name]!.request.safeParse(said).error?.issues).toBeUndefined();
    },
  );

  const acknowledging = documented.filter(([, { answer }]) => answer === 'empty-object').map(([name]) => name);
  test.each(acknowledging)('%s is acknowledged by an empty object, and by an empty body', (name) => {
    expect(rows[name]!.response.parse({})).toEqual({});
    expect(rows[name]!.response.parse(undefined)).toEqual({});
    expect(rows[name]!.response.parse('OK')).toEqual({});
  });

  test('a download is a reference to a document, or nothing', () => {
    for (const [name] of documented.filter(([, { answer }]) => answer === 'binary-or-null')) {
      expect(rows[name]!.response.parse(file())).toEqual(file());
      expect(rows[name]!.response.parse(null)).toBeNull();
    }
  });

  test('no answer of any shape makes the reading of a session throw anything but a refusal to read', () => {
    fc.assert(
      fc.property(fc.anything(), (answer) => {
        const { success } = rows['readIdvSession']!.response.safeParse(answer);
        expect(success).toBe(typeof answer === 'object' && answer !== null && isRecord(answer));
      }),
    );
  });
});

/** As the schema library sees it: no list, no date, no map. */
function isRecord(value: object): boolean {
  return Object.prototype.toString.call(value) === '[object Object]' && !Array.isArray(value);
}

function facts(name: string): DocumentedOperation {
  return documentedOperations.find(({ operation }) => operation === name)!;
}

function file() {
  return { uri: 'file:ab/cd.bin', sha256: 'a'.repeat(64), size: 8, mediaType: 'image/png' };
}

function sample(type: string): unknown {
  if (type === 'array') return [];
  if (type === 'string[]') return ['text'];
  if (type === 'object') return {};
  if (type === 'number') return 7;
  if (type === 'boolean') return true;
  return 'text';
}

function fullRequest({ query, request, pathParams = [], body }: DocumentedOperation): Record<string, unknown> {
  const fields = Object.entries({ ...query, ...request });
  const value = (field: string, type: string) => {
    if (type.startsWith('enum ')) return type.split(' ')[1];
    if (type === 'binary') return file();
    if (body === 'multipart' && /itude$/.test(field)) return '40.7128';
    return known[field] ?? sample(type);
  };
  return {
    ...Object.fromEntries(pathParams.map((name) => [name, 'id-1'])),
    ...Object.fromEntries(fields.map(([field, type]) => [field, value(field, type.replace(/^optional /, ''))])),
  };
}
