import { startSandbox, type Sandbox } from '../../../src/sandbox';
import { createApplicant, get, type Answer } from './signed-calls';

/** A clock that stands still until it is moved; well within a minute of the real one, by which requests are signed. */
function standingClock() {
  let now = Date.now();
  return { now: () => now, move: (ms: number) => (now += ms) };
}

let clock: ReturnType<typeof standingClock>;
let sandbox: Sandbox;
let applicantId: string;

beforeEach(async () => {
  clock = standingClock();
  sandbox = await startSandbox({ clock: clock.now, idngo: { retryAfter: true, reportMs: 30 } });
  applicantId = await createApplicant(sandbox, 'user-1');
});
afterEach(() => sandbox.stop());

const similar = (by: 'byText' | 'byTextAndFace') => get(sandbox, `/resources/applicants/${applicantId}/similar/${by}`);
const report = () => get(sandbox, `/resources/applicants/${applicantId}/summary/report?report=applicantReport&lang=en`);
const times = async (count: number, call: () => Promise<Answer>) => {
  const statuses = [];
  for (let made = 0; made < count; made++) statuses.push((await call()).status);
  return statuses;
};

test.each([
  ['byTextAndFace', 7, 'findSimilarByTextAndFace'],
  ['byText', 10, 'findSimilarByText'],
] as const)('%s takes %i requests in any ten seconds and answers 429 to the next', async (by, limit, operation) => {
  expect(await times(limit, () => similar(by))).toEqual(Array(limit).fill(200));
  clock.move(9_000);
  const refused = await similar(by);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1']);
  clock.move(1_000);
  expect((await similar(by)).status).toBe(200);
  expect(sandbox.idngo.windowMax(operation, 10)).toBe(limit + 1);
  expect(sandbox.idngo.windowMax(operation, 9)).toBe(limit);
});

test('the window slides: a burst across its edge is refused too', async () => {
  expect(await times(4, () => similar('byTextAndFace'))).toEqual([200, 200, 200, 200]);
  clock.move(6_000);
  expect(await times(4, () => similar('byTextAndFace'))).toEqual([200, 200, 200, 429]);
  clock.move(4_000);
  expect(await times(5, () => similar('byTextAndFace'))).toEqual([200, 200, 200, 200, 429]);
});

test('one report at a time: a second one meanwhile is refused, and taken when the first is done', async () => {
  const statuses = (await Promise.all([report(), report()])).map(({ status }) => status);
  expect(statuses.sort()).toEqual([200, 429]);
  expect((await report()).status).toBe(200);
  expect(sandbox.idngo.concurrencyMax('getApplicantReport')).toBe(2);
});

test('a report is a PDF, and asks which kind is wanted', async () => {
  const { headers, bytes } = await report();
  expect([headers.get('content-type'), bytes.subarray(0, 5).toString()]).toEqual(['application/pdf', '%PDF-']);
  expect((await get(sandbox, `/resources/applicants/${applicantId}/summary/report?lang=en`)).status).toBe(400);
});

test('Retry-After is left out by default, since the vendor does not document it', async () => {
  const own = await startSandbox();
  applicantId = await createApplicant(own, 'user-1');
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => get(own, `/resources/applicants/${applicantId}/similar/byTextAndFace`)),
  );
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused.map(({ headers }) => headers.get('retry-after'))).toEqual([null]);
  await own.stop();
});
