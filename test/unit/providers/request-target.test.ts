import fc from 'fast-check';
import { bodyFields, requestTarget } from '../../../src/providers/request-target';

const row = {
  name: 'find',
  path: '/things/-;owner={owner}/{id}',
  query: ['second', 'first'],
  constants: { type: 'T' },
};

test('constants come first, then the query in the order of the row, without what was not given', () => {
  expect(requestTarget(row, { owner: 'o', id: 1, first: 'a b', second: 'c+d' })).toBe(
    '/things/-;owner=o/1?type=T&second=c%2Bd&first=a%20b',
  );
  expect(requestTarget(row, { owner: 'o', id: 1, first: null })).toBe('/things/-;owner=o/1?type=T');
});

test('what is in neither path nor query is the body', () => {
  expect(bodyFields(row, { owner: 'o', id: 1, first: 'a', name: 'n', nothing: undefined })).toEqual({ name: 'n' });
});

test('a value in the path is one segment and comes back as it was, or is refused', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (id) => {
      let target: string;
      try {
        target = requestTarget(row, { owner: 'o', id });
      } catch (error) {
        expect(error).toMatchObject({ type: 'kyc.input.InvalidRequest' });
        expect(['', '.', '..']).toContain(id);
        return;
      }
      const { pathname, search } = new URL(target, 'http://127.0.0.1');
      expect(search).toBe('?type=T');
      expect(pathname.split('/').slice(0, 3)).toEqual(['', 'things', '-;owner=o']);
      expect(pathname.split('/').slice(3).map(decodeURIComponent)).toEqual([id]);
    }),
  );
});

test('a missing path field names the field and not the values of others', () => {
  expect(() => requestTarget(row, { owner: 'Quokka' })).toThrow(
    'find: id is missing or not usable in the path. Nothing was sent.',
  );
});
