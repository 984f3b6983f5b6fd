import fc from 'fast-check';
import { pick } from '../../../activities/pick';

const answer = {
  id: 'a-1',
  email: 'quokka@example.com',
  review: {
    reviewStatus: 'completed',
    reviewResult: { reviewAnswer: 'RED', rejectLabels: ['BLURRED'] },
    attemptCnt: 0,
  },
  metadata: [{ key: 'x' }],
  note: null,
};

test.each<[readonly string[], unknown]>([
  [['id'], { id: 'a-1' }],
  [['review.reviewStatus'], { review: { reviewStatus: 'completed' } }],
  [
    ['review.attemptCnt', 'id', 'review.reviewResult.reviewAnswer'],
    { id: 'a-1', review: { attemptCnt: 0, reviewResult: { reviewAnswer: 'RED' } } },
  ],
  [['review.reviewResult'], { review: { reviewResult: { reviewAnswer: 'RED', rejectLabels: ['BLURRED'] } } }],
  [['metadata'], { metadata: [{ key: 'x' }] }],
  [['note'], { note: null }],
  [['absent', 'review.absent', 'absent.deeper', 'id.length', 'note.deeper'], {}],
  [[], {}],
])('of an answer, %j enters the history as %j', (paths, picked) => {
  expect(pick(answer, paths)).toEqual(picked);
});

test('a part and the whole that it is of: both are there, in either order', () => {
  const whole = { review: answer.review };
  expect(pick(answer, ['review', 'review.reviewStatus'])).toEqual(whole);
  expect(pick(answer, ['review.reviewStatus', 'review'])).toEqual(whole);
});

test('a star stands for every key, also for one with nothing under it', () => {
  const steps = {
    IDENTITY: { imageIds: [1, 2], results: { 1: { answer: 'RED', secret: 'x' }, 2: { secret: 'y' } }, secret: 'z' },
    SELFIE: null,
    EMPTY: {},
    ODD: 'text',
  };
  expect(pick(steps, ['*.imageIds', '*.results.*.answer'])).toEqual({
    IDENTITY: { imageIds: [1, 2], results: { 1: { answer: 'RED' }, 2: {} } },
    SELFIE: null,
    EMPTY: {},
  });
});

test.each([undefined, null, 'text', 5])('of the answer %j nothing is picked', (nothing) => {
  expect(pick(nothing, ['id', 'length'])).toEqual({});
});

test('what an object inherits is no part of an answer', () => {
  expect(pick({}, ['constructor', 'toString', '__proto__', 'constructor.name'])).toEqual({});
});

test('an answer with a hostile key reaches no other object', () => {
  pick(JSON.parse('{"__proto__":{"polluted":true}}'), ['__proto__.polluted']);
  expect('polluted' in {}).toBe(false);
});

test('an answer is not changed by picking from it', () => {
  const before = structuredClone(answer);
  pick(answer, ['review', 'review.reviewStatus', 'review.reviewResult.reviewAnswer']);
  expect(answer).toEqual(before);
});

test('what is not picked never appears, whatever the answer', () => {
  const leaf = fc.string().map((text) => `hidden ${text}`);
  const nested = fc.dictionary(
    fc.constantFrom('a', 'b', 'secret'),
    fc.oneof(leaf, fc.dictionary(fc.constantFrom('a', 'secret'), leaf)),
  );
  fc.assert(
    fc.property(nested, (given) => {
      const picked = pick(given, ['a.a', 'b.a']);
      expect(JSON.stringify(picked)).not.toContain('secret');
      for (const key of ['a', 'b'] as const) {
        const from = given[key];
        const inner = typeof from === 'object' ? from['a'] : undefined;
        expect((picked as Record<string, { a?: string }>)[key]?.a).toBe(inner);
      }
    }),
  );
});
