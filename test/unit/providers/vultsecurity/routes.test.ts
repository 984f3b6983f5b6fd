import fc from 'fast-check';
import { vultsecurityOperations } from '../../../../src/providers/vultsecurity/operations';
import { routesFromOpenApi, withRoutes, type RouteReport } from '../../../../src/providers/vultsecurity/routes';
import { documentedOperations } from './fixtures';
import { drawnOperations, openApiFile, type Drawn } from './open-api-file';

type Change = (one: Drawn) => Drawn | readonly Drawn[];

/** The report on the whole file, but for what a change does to the operations on these paths. */
function reportOn(changes: Record<string, Change> = {}, more: Record<string, unknown> = {}): RouteReport {
  const drawn = drawnOperations().flatMap((one) => changes[one.path]?.(one) ?? one);
  return routesFromOpenApi(openApiFile(drawn, more))!;
}

const everywhere = (change: Change) => Object.fromEntries(drawnOperations().map(({ path }) => [path, change]));
const shortfall = ({ unmatched, ambiguous }: RouteReport) => ({
  unmatched: unmatched.map(({ operation }) => operation),
  ambiguous: ambiguous.map(({ operation }) => operation),
});
const nothing = { unmatched: [], ambiguous: [] };

describe('a complete file', () => {
  test('gives every operation the route that stands under its section and title', () => {
    const report = reportOn();
    expect({ ...shortfall(report), unused: report.unused, remarks: report.remarks }).toEqual({
      ...nothing,
      unused: [],
      remarks: [],
    });
    const expected = drawnOperations().map(({ method, path }, at) => {
      const { operation, query = {} } = documentedOperations[at]!;
      return [operation, { method: method.toUpperCase(), path, query: Object.keys(query) }];
    });
    expect(report.matched).toEqual(Object.fromEntries(expected));
  });

  test('also names hosts and token addresses', () => {
    expect(reportOn()).toMatchObject({
      version: '2.10.15',
      servers: ['https://kyc-api.example'],
      tokenUrls: ['https://login.example/oauth2/token'],
    });
  });

  test('is understood with other cases and spaces, and with tags that are only shown under the known names', () => {
    const shouted = reportOn(
      everywhere((one) => ({ ...one, summary: ` ${one.summary.toUpperCase().replaceAll(' ', '  ')} ` })),
    );
    expect(shortfall(shouted)).toEqual(nothing);
    const internal = (section: string) => `kyc_${section.replace(' ', '_')}_v2`;
    const sections = [...new Set(documentedOperations.map(({ section }) => section))];
    const renamed = reportOn(
      everywhere((one) => ({ ...one, tags: one.tags.map(internal) })),
      { tags: sections.map((section) => ({ name: internal(section), 'x-displayName': section.toLowerCase() })) },
    );
    expect(shortfall(renamed)).toEqual(nothing);
    expect(renamed.matched).toEqual(reportOn().matched);
  });

  test('is understood in any order', () => {
    const { matched } = reportOn();
    fc.assert(
      fc.property(fc.shuffledSubarray(drawnOperations(), { minLength: 53 }), (drawn) => {
        expect(routesFromOpenApi(openApiFile(drawn))!.matched).toEqual(matched);
      }),
      { numRuns: 20 },
    );
  });

  const untagged = (one: Drawn): Drawn => ({ ...one, tags: ['default'] });
  test('whose tags are all others is understood by titles, and by the area in the path where a title occurs twice', () => {
    const report = reportOn(everywhere(untagged));
    expect(shortfall(report)).toEqual(nothing);
    expect(report.matched).toEqual(reportOn().matched);
  });

  test('whose paths do not tell the area either leaves the 13 operations open that share their title', () => {
    const hidden = drawnOperations().map((one, at) => ({
      ...untagged(one),
      path: one.path.replace(/[a-z-]+$/, `${at}`),
    }));
    const report = routesFromOpenApi(openApiFile(hidden))!;
    const titles = documentedOperations.map(({ title }) => title);
    const shared = documentedOperations.filter(({ title }) => titles.filter((one) => one === title).length > 1);
    expect(shared).toHaveLength(13);
    expect(shortfall(report).unmatched.sort()).toEqual(shared.map(({ operation }) => operation).sort());
    expect(shortfall(report).ambiguous).toEqual([]);
    expect(report.unused).toHaveLength(13);
  });
});

describe('the two reads of an authentication session, of the same section and title', () => {
  const sdkRead = '/v2/read-ida-sdk-session';
  test('are told apart by the header', () => {
    const { matched } = reportOn();
    expect([matched.readIdaSession?.path, matched.readIdaSdkSession?.path]).toEqual(['/v2/read-ida-session', sdkRead]);
  });

  test.each([
    ['under IDA SDK', { tags: ['IDA SDK'] }],
    ['under IDA SDK, as another title', { tags: ['IDA SDK'], summary: 'sdk session read' }],
  ])('are found when the second has moved %s', (_where, moved) => {
    const report = reportOn({ [sdkRead]: (one) => ({ ...one, ...moved }) });
    expect(shortfall(report)).toEqual(nothing);
    expect(report.matched.readIdaSdkSession?.path).toBe(sdkRead);
  });

  test('are ambiguous when nothing tells them apart, and no guess is made', () => {
    const report = reportOn({ [sdkRead]: (one) => ({ ...one, operation: { ...one.operation, parameters: [] } }) });
    expect(report.ambiguous).toEqual([
      {
        operation: 'readIdaSession',
        section: 'IDA',
        title: 'session read',
        candidates: ['POST /v2/read-ida-session (IDA: session read)', `POST ${sdkRead} (IDA: session read)`],
      },
    ]);
    expect(shortfall(report).unmatched).toEqual(['readIdaSdkSession']);
    expect(report.matched).not.toHaveProperty('readIdaSession');
  });
});

describe('what does not match is reported', () => {
  test('an operation that is missing', () => {
    const report = reportOn({ '/v2/finalize-idv': () => [] });
    expect(report.unmatched).toEqual([{ operation: 'finalizeIdv', section: 'IDV SDK', title: 'sdk idv finalization' }]);
    expect(Object.keys(report.matched)).toHaveLength(52);
  });

  test('an operation that was renamed, and the endpoint that nobody is', () => {
    const report = reportOn({ '/v2/finalize-idv': (one) => ({ ...one, summary: 'sdk verification finish' }) });
    expect(shortfall(report)).toEqual({ unmatched: ['finalizeIdv'], ambiguous: [] });
    expect(report.unused).toEqual(['POST /v2/finalize-idv (IDV SDK: sdk verification finish)']);
  });

  test('an operation that is there twice', () => {
    const report = reportOn({ '/v2/finalize-idv': (one) => [one, { ...one, path: '/v3/finalize' }] });
    expect(report.ambiguous).toEqual([
      expect.objectContaining({
        operation: 'finalizeIdv',
        candidates: [
          'POST /v2/finalize-idv (IDV SDK: sdk idv finalization)',
          'POST /v3/finalize (IDV SDK: sdk idv finalization)',
        ],
      }),
    ]);
    expect(report.matched).not.toHaveProperty('finalizeIdv');
  });

  test('an endpoint that may be two operations', () => {
    const report = reportOn({
      '/v2/delete-ida-session': () => [],
      '/v2/delete-idv-session': (one) => ({ ...one, tags: ['IDV', 'IDA'] }),
    });
    expect(shortfall(report)).toEqual({ unmatched: [], ambiguous: ['deleteIdvSession', 'deleteIdaSession'] });
  });

  test('an operation whose path asks for what it does not have', () => {
    const report = reportOn({ '/v2/read-document': (one) => ({ ...one, path: '/v2/{region}/documents' }) });
    expect(report.unmatched).toEqual([
      expect.objectContaining({
        operation: 'readDocument',
        why: 'POST /v2/{region}/documents needs region, which it does not have',
      }),
    ]);
  });

  test('metadata that would have to travel in a query', () => {
    const report = reportOn({ '/v2/list-idv-sessions': (one) => ({ ...one, method: 'get' }) });
    expect(report.unmatched[0]?.why).toMatch(/^GET .* has metadata outside a body, where it does not fit$/);
  });

  test('another version, a field that became required, and a parameter that is gone', () => {
    const report = reportOn(
      {
        '/v2/read-document': (one) => ({
          ...one,
          operation: {
            requestBody: { content: { 'application/json': { schema: { required: ['session_id', 'reason'] } } } },
          },
        }),
        '/v2/get-weights': (one) => ({ ...one, operation: {} }),
      },
      { info: { version: '2.11.0' } },
    );
    expect(shortfall(report)).toEqual(nothing);
    expect(report.remarks).toEqual([
      'The file is of version 2.11.0; the operations were written from 2.10.15.',
      'readDocument: the file requires reason, which version 2.10.15 did not have',
      'getWeights: the file does not list the parameters client_id, user_id',
    ]);
  });
});

describe('a file that is none', () => {
  test.each([[null], [[]], ['text'], [{}], [{ openapi: '3.0.0' }], [{ swagger: '2.0', paths: {} }], [{ paths: {} }]])(
    'gives nothing: %j',
    (document) => {
      expect(routesFromOpenApi(document)).toBeUndefined();
    },
  );

  test('of any shape inside never throws, and never makes up a route', () => {
    const odd = fc.anything();
    const item = fc.record(
      { get: odd, post: odd, parameters: odd, $ref: fc.constantFrom('#/paths', '#/a/b', 'x') },
      { requiredKeys: [] },
    );
    const document = fc.record(
      {
        openapi: fc.constant('3.1.0'),
        info: odd,
        tags: odd,
        servers: odd,
        components: odd,
        paths: fc.dictionary(fc.string(), item),
      },
      { requiredKeys: ['openapi', 'paths'] },
    );
    fc.assert(
      fc.property(document, (some) => {
        expect(routesFromOpenApi(some)).toMatchObject({ matched: {} });
      }),
    );
  });

  test('whose references go round in a circle is read without them', () => {
    const circle = { paths: { '/a': { $ref: '#/paths/~1b' }, '/b': { $ref: '#/paths/~1a' } } };
    expect(routesFromOpenApi(openApiFile([], circle))).toMatchObject({ matched: {}, unused: [] });
  });
});

describe('a route in place of the assumed one', () => {
  const { readIdvSession, deleteWebhook, getWeights, addDocumentFrontImage, listDocuments } = withRoutes(
    vultsecurityOperations,
    {
      readIdvSession: { method: 'GET', path: '/idv/sessions/{session_id}' },
      deleteWebhook: { method: 'DELETE', path: '/hooks/{id}' },
      getWeights: { method: 'POST', path: '/weights/read' },
      addDocumentFrontImage: { method: 'PUT', path: '/idv/sessions/{session_id}/front' },
      listDocuments: { method: 'POST', path: '/documents', query: ['take', 'skip'] },
    },
  );
  const travel = ({
    method,
    path,
    query,
    body,
  }: typeof readIdvSession | typeof getWeights | typeof addDocumentFrontImage) => ({
    method,
    path,
    query,
    body,
  });

  test('sends every field where the route has a place for it', () => {
    expect(travel(readIdvSession)).toEqual({
      method: 'GET',
      path: '/idv/sessions/{session_id}',
      query: [],
      body: 'none',
    });
    expect(travel(deleteWebhook as never)).toEqual({ method: 'DELETE', path: '/hooks/{id}', query: [], body: 'none' });
    expect(travel(getWeights)).toEqual({ method: 'POST', path: '/weights/read', query: [], body: 'json' });
    expect(travel(addDocumentFrontImage)).toMatchObject({ method: 'PUT', query: [], body: 'form' });
    expect(travel(listDocuments as never)).toMatchObject({ query: ['take', 'skip'], body: 'json' });
  });

  test('leaves everything else of the row, and the other rows, as they are', () => {
    const { readIdvSession: assumed } = vultsecurityOperations;
    expect({ ...readIdvSession, ...travel(assumed) }).toEqual({ ...assumed, query: undefined });
    expect(withRoutes(vultsecurityOperations, {})).toEqual(vultsecurityOperations);
  });
});

test('parameters are known by their name in any spelling', () => {
  const { matched } = reportOn({
    '/v2/read-idv-session': (one) => ({ ...one, method: 'get', path: '/v2/sessions/{sessionId}' }),
  });
  expect(matched.readIdvSession).toEqual({ method: 'GET', path: '/v2/sessions/{session_id}', query: [] });
});
