import { retryAfterMs } from '../../../src/domain/retry-after';
import { statusFailure } from '../../../src/providers/http-errors';

const call = { provider: 'idngo', operation: 'getApplicant' };

test.each([
  [400, 'kyc.provider.Rejected', true],
  [401, 'kyc.provider.Unauthorized', true],
  [403, 'kyc.provider.Unauthorized', true],
  [404, 'kyc.provider.NotFound', true],
  [405, 'kyc.provider.Rejected', true],
  [408, 'kyc.provider.Timeout', false],
  [409, 'kyc.provider.Conflict', true],
  [413, 'kyc.provider.TooLarge', true],
  [415, 'kyc.provider.UnsupportedMediaType', true],
  [422, 'kyc.provider.Rejected', true],
  [429, 'kyc.provider.RateLimited', false],
  [500, 'kyc.provider.Unavailable', false],
  [503, 'kyc.provider.Unavailable', false],
  [302, 'kyc.provider.Rejected', true],
])('%i is %s', (status, type, nonRetryable) => {
  expect(statusFailure(call, status)).toMatchObject({ type, nonRetryable });
});

test('a failure says what happened, to which request, and what to do next', () => {
  const failure = statusFailure(call, 404, { correlationId: 'req-00000000' });
  expect(failure.message).toBe(
    'idngo.getApplicant answered 404. These credentials see no such object. [correlationId=req-00000000]',
  );
});

const now = Date.parse('2024-12-05T12:00:00Z');
test.each([
  ['10', 10_000],
  ['Thu, 05 Dec 2024 12:00:30 GMT', 30_000],
  ['Thu, 05 Dec 2024 11:00:00 GMT', undefined],
  ['86400', 3_600_000],
  ['99999999999999999999', 3_600_000],
  ['0', undefined],
  ['soon', undefined],
  ['-5', undefined],
  [undefined, undefined],
  [['10'], undefined],
])('Retry-After %j means %s ms', (header, ms) => {
  expect(retryAfterMs(header, now)).toBe(ms);
});

test('only what is repeated carries a delay', () => {
  expect(statusFailure(call, 429, {}, { retryAfterMs: 10_000 }).nextRetryDelay).toBe(10_000);
  expect(statusFailure(call, 400, {}, { retryAfterMs: 10_000 }).nextRetryDelay).toBeUndefined();
});
