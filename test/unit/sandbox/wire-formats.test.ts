import fc from 'fast-check';
import { sampleFile } from '../../../src/sandbox';
import { seededShuffle } from '../../../src/sandbox/identifiers';
import { sniffMediaType } from '../../../src/sandbox/media-type';
import { parseMultipart } from '../../../src/sandbox/multipart';
import { operationRoutes } from '../../../src/sandbox/operation-routes';
import { documentMediaTypes } from '../../../src/domain/documents';
import type { Operation } from '../../../src/providers/operation';
import { idngoOperations } from '../../../src/providers/idngo/operations';

const boundary = 'a-boundary-that-no-content-has';
const routeOf = operationRoutes(idngoOperations);
const route = (method: string, target: string) => {
  const [path, query] = target.split('?') as [string, string?];
  const match = routeOf(method, path, new URLSearchParams(query));
  return 'row' in match ? { name: match.row.name, params: match.params } : match;
};

test('whatever bytes the parts of a multipart body have, they are found again', () => {
  const part = fc.record({
    name: fc.stringMatching(/^[a-z]{1,10}$/),
    content: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  });
  fc.assert(
    fc.property(fc.array(part, { maxLength: 5 }), (parts) => {
      const body = Buffer.concat([
        ...parts.flatMap(({ name, content }) => [
          Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n`),
          content,
          Buffer.from('\r\n'),
        ]),
        Buffer.from(`--${boundary}--\r\n`),
      ]);
      const found = parseMultipart(`multipart/form-data; boundary=${boundary}`, body);
      expect(found?.map(({ name, content }) => ({ name, content: Buffer.from(content) }))).toEqual(parts);
    }),
  );
});

test('bytes that are no multipart body never throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.string(), (bytes, contentType) => {
      parseMultipart(contentType, Buffer.from(bytes));
      expect(parseMultipart('multipart/form-data', Buffer.from(bytes))).toBeUndefined();
    }),
  );
});

test('every operation is found by its own method and path, with its path fields decoded', () => {
  for (const row of Object.values<Operation>(idngoOperations)) {
    const path = row.path.replace(/\{\w+\}/g, encodeURIComponent('a b/c;d'));
    const query = new URLSearchParams([
      ...Object.entries(row.constants ?? {}),
      ...(row.query ?? []).map((name) => [name, '1'] as [string, string]),
    ]);
    const found = route(row.method, `${path}?${query.toString()}`);
    expect(found).toMatchObject({ name: row.name });
    const fields = [...row.path.matchAll(/\{(\w+)\}/g)].map(([, field]) => [field, 'a b/c;d']);
    expect((found as { params: object }).params).toEqual(Object.fromEntries(fields));
  }
});

test('rows that share a path are told apart by their query', () => {
  const check = (type: string) => route('GET', `/resources/checks/latest?type=${type}&applicantId=x`);
  expect(check('TIN')).toMatchObject({ name: 'getTinCheck' });
  expect(check('FACE_LIVELINESS')).toMatchObject({ name: 'getFaceLivenessCheck' });
  expect(check('SOMETHING')).toEqual({ status: 400 });
  const token = (query: string) => route('POST', `/resources/accessTokens?userId=u&levelName=l${query}`);
  expect(token('')).toMatchObject({ name: 'createAccessToken' });
  expect(token('&externalActionId=a')).toMatchObject({ name: 'createActionAccessToken' });
});

test('a path with a matrix parameter is never taken for one with an id', () => {
  expect(route('GET', '/resources/applicants/-;externalUserId=user-1/one')).toEqual({
    name: 'getApplicantByExternalUserId',
    params: { externalUserId: 'user-1' },
  });
  expect(route('POST', '/resources/applicants/-;externalUserId=user-1/one')).toEqual({ status: 405, allow: 'GET' });
  expect(route('GET', '/resources/applicants')).toEqual({ status: 405, allow: 'POST' });
});

test.each(documentMediaTypes)(
  'a sample of %s is what it says, as large as wanted, and different for every marker',
  (type) => {
    const sample = sampleFile(type, 'one', 5_000);
    expect([sniffMediaType(sample), sample.length]).toEqual([type, 5_000]);
    expect(sampleFile(type, 'one', 5_000).equals(sample)).toBe(true);
    expect(sampleFile(type, 'two', 5_000).equals(sample)).toBe(false);
  },
);

test('a shuffle keeps everything, depends on its seed alone, and never keeps the order of two or more', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 20 }), fc.string(), (length, seed) => {
      const items = Array.from({ length }, (_, at) => at);
      const shuffled = seededShuffle(items, seed);
      expect([...shuffled].sort((a, b) => a - b)).toEqual(items);
      expect(shuffled).not.toEqual(items);
      expect(seededShuffle(items, seed)).toEqual(shuffled);
    }),
  );
});
