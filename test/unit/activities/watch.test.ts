import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import { watchApplicant } from '../../../activities/idngo/watch';
import { idngoVerdict } from '../../../src/providers/idngo/verdict';
import type { WatchFrom } from '../../../workflows/providers/contract';
import { attempt } from './attempt';

const pending = { reviewStatus: 'pending', attemptId: 'one', attemptCnt: 0 };
const green = { ...pending, reviewStatus: 'completed', reviewResult: { reviewAnswer: 'GREEN' } };
const minute = 60_000;
const hour = 60 * minute;

function look(review: unknown, from: Partial<WatchFrom> = {}, number = 1): Promise<void> {
  const watch = watchApplicant(async (applicantId) => (applicantId === 'a-1' ? review : undefined));
  const request = { applicantId: 'a-1', status: 'in_review' as const, firstMs: minute, slowestMs: 6 * hour, ...from };
  return attempt({ attempt: number }).run(watch, request);
}

async function pauseAfter(number: number, from: Partial<WatchFrom> = {}): Promise<unknown> {
  const failure = await look(pending, from, number).catch((error: unknown) => error);
  return (failure as ApplicationFailure).nextRetryDelay;
}

test('the watch ends when the provider’s state has moved on', async () => {
  await expect(look(green)).resolves.toBeUndefined();
  await expect(look({ reviewStatus: 'onHold' })).resolves.toBeUndefined();
  await expect(
    look({ reviewStatus: 'init' }, { status: 'in_review', revision: idngoVerdict(green).revision }),
  ).resolves.toBeUndefined();
});

test.each<[string, unknown, Partial<WatchFrom>]>([
  ['in the state it was in', pending, {}],
  [
    'in the state it was in, read another time',
    { ...pending, attemptCnt: 7 },
    { revision: idngoVerdict(pending).revision },
  ],
  ['at the verdict that was acted on', green, { status: 'collecting', revision: idngoVerdict(green).revision }],
])('nothing new is ordinary and no alarm: the provider is still %s', async (_what, review, from) => {
  const failure = await look(review, from).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(ApplicationFailure);
  expect(failure).toMatchObject({
    type: 'kyc.provider.NoVerdictYet',
    category: ApplicationFailureCategory.BENIGN,
    nonRetryable: false,
    message: `IDnGO still says: ${idngoVerdict(review).said}`,
  });
});

test('the pauses double from the first to the slowest, and then stay', async () => {
  const pauses = await Promise.all([1, 2, 3, 8, 9, 10, 11, 5_000].map((number) => pauseAfter(number)));
  expect(pauses).toEqual([minute, 2 * minute, 4 * minute, 128 * minute, 256 * minute, 6 * hour, 6 * hour, 6 * hour]);
});

test('a first pause that is longer than the slowest is cut short', async () => {
  expect(await pauseAfter(1, { firstMs: 2_000, slowestMs: 1_000 })).toBe(1_000);
});

test('an outage is not mistaken for "nothing new"', async () => {
  const outage = new Error('IDnGO answered 503');
  const watch = watchApplicant(async () => Promise.reject(outage));
  const from = { applicantId: 'a-1', status: 'in_review' as const, firstMs: 1, slowestMs: 1 };
  await expect(attempt().run(watch, from)).rejects.toBe(outage);
});
