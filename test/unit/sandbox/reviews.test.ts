import { startSandbox, type ReviewStep, type Sandbox } from '../../../src/sandbox';
import { createApplicant, get, post, requestCheck, reviewed, stepsOf, upload, uploadEverything } from './signed-calls';
import { startReceiver } from './webhook-receiver';

let sandbox: Sandbox;
let receiver: Awaited<ReturnType<typeof startReceiver>>;

beforeAll(async () => {
  receiver = await startReceiver();
  sandbox = await startSandbox({ webhookUrl: receiver.url, idngo: { reviewMs: 20 } });
});
afterAll(async () => {
  await sandbox.stop();
  await receiver.close();
});

const story = (externalUserId: string) =>
  sandbox.idngo
    .webhooks()
    .filter((webhook) => webhook.externalUserId === externalUserId)
    .map(
      ({ body }) => JSON.parse(body) as { type: string; reviewStatus: string; reviewResult?: { reviewAnswer: string } },
    )
    .map(({ type, reviewStatus, reviewResult }) =>
      [type, reviewStatus, reviewResult?.reviewAnswer].filter(Boolean).join(' '),
    );

async function submitted(externalUserId: string, steps?: readonly ReviewStep[]): Promise<string> {
  if (steps) sandbox.idngo.script(externalUserId, steps);
  const id = await createApplicant(sandbox, externalUserId);
  await uploadEverything(sandbox, id);
  expect((await requestCheck(sandbox, id)).body).toEqual({ ok: 1 });
  return id;
}

test('an approval goes through init, pending and prechecked to completed, each told by a webhook', async () => {
  await reviewed(sandbox, 'user-1');
  expect(story('user-1')).toEqual([
    'applicantCreated init',
    'applicantPending pending',
    'applicantPrechecked prechecked',
    'applicantReviewed completed GREEN',
  ]);
});

test('asking for a check twice is refused with 3000 while it runs', async () => {
  const id = await submitted('never-2');
  expect((await requestCheck(sandbox, id)).body).toMatchObject({ code: 409, errorCode: 3000 });
  expect(sandbox.idngo.effectsOn('never-2')['review-opened']).toBe(1);
});

test('asking again when it is over, with nothing new, opens another review: the charge that a blind retry causes', async () => {
  const id = await reviewed(sandbox, 'user-3');
  expect((await requestCheck(sandbox, id)).status).toBe(200);
  expect(sandbox.idngo.effectsOn('user-3')).toMatchObject({ 'review-opened': 1, 'review-opened-again': 1 });
});

test('RED RETRY names the bad image with the comment for the applicant; sent again, the second attempt is approved', async () => {
  const id = await submitted('user-4', [
    {
      answer: 'RED',
      rejectType: 'RETRY',
      labels: ['DOCUMENT_PAGE_MISSING'],
      items: [{ idDocType: 'ID_CARD', side: 'back', comment: 'Please photograph the back.' }],
      moderationComment: 'Please send it again.',
      clientComment: 'For operators only.',
    },
    { answer: 'GREEN' },
  ]);
  await sandbox.idngo.reached('user-4', 'completed');
  const first = (await get(sandbox, `/resources/applicants/${id}/status`)).body;
  expect(first).toMatchObject({
    attemptCnt: 1,
    reviewStatus: 'completed',
    reviewResult: {
      reviewAnswer: 'RED',
      reviewRejectType: 'RETRY',
      rejectLabels: ['DOCUMENT_PAGE_MISSING'],
      moderationComment: 'Please send it again.',
      clientComment: 'For operators only.',
    },
  });
  const { IDENTITY, SELFIE } = await stepsOf(sandbox, id);
  expect(IDENTITY!.reviewResult).toEqual({ reviewAnswer: 'RED', moderationComment: 'Please photograph the back.' });
  expect(SELFIE!.reviewResult).toEqual({ reviewAnswer: 'GREEN' });

  await upload(sandbox, id, { type: 'ID_CARD', side: 'FRONT_SIDE' });
  await upload(sandbox, id, { type: 'ID_CARD', side: 'BACK_SIDE' });
  await requestCheck(sandbox, id);
  await sandbox.idngo.reached('user-4', 'completed');
  const second = (await get(sandbox, `/resources/applicants/${id}/status`)).body;
  expect(second).toMatchObject({ attemptCnt: 2, reviewResult: { reviewAnswer: 'GREEN' } });
  expect(second['attemptId']).not.toBe(first['attemptId']);
  expect(Object.keys(sandbox.idngo.effectsOn('user-4')).filter((effect) => effect.endsWith('-again'))).toEqual([]);
});

test('a rejection without items leaves every image GREEN, as data mismatches do', async () => {
  const id = await submitted('user-5', [
    { answer: 'RED', rejectType: 'RETRY', labels: ['PROBLEMATIC_APPLICANT_DATA'] },
  ]);
  await sandbox.idngo.reached('user-5', 'completed');
  const { IDENTITY } = await stepsOf(sandbox, id);
  expect(IDENTITY!.reviewResult).toEqual({ reviewAnswer: 'GREEN' });
});

test('after RED FINAL neither a check nor a document is taken: 1009', async () => {
  const id = await submitted('reject-6');
  await sandbox.idngo.reached('reject-6', 'completed');
  expect((await requestCheck(sandbox, id)).body['errorCode']).toBe(1009);
  expect((await upload(sandbox, id, { type: 'PASSPORT' })).body['errorCode']).toBe(1009);
});

test('with one side of a two-sided document the verification never completes, even when GREEN was meant to come', async () => {
  const id = await createApplicant(sandbox, 'user-7');
  await upload(sandbox, id, { type: 'DRIVERS', side: 'FRONT_SIDE' });
  await upload(sandbox, id, { type: 'SELFIE' });
  await requestCheck(sandbox, id);
  await reviewed(sandbox, 'user-7-who-came-later');
  expect(sandbox.idngo.applicant('user-7')).toMatchObject({ reviewStatus: 'pending' });
  expect(story('user-7')).toEqual(['applicantCreated init', 'applicantPending pending']);
});

test('with one side missing a RED RETRY can still be scripted', async () => {
  sandbox.idngo.script('user-8', [{ answer: 'RED', rejectType: 'RETRY', labels: ['BACK_SIDE_MISSING'] }]);
  const id = await createApplicant(sandbox, 'user-8');
  await upload(sandbox, id, { type: 'ID_CARD', side: 'FRONT_SIDE' });
  await requestCheck(sandbox, id);
  expect(await sandbox.idngo.reached('user-8', 'completed')).toMatchObject({ reviewRejectType: 'RETRY' });
});

test('with nothing for a step the applicant is refused and may send it', async () => {
  const id = await createApplicant(sandbox, 'user-9');
  await upload(sandbox, id, { type: 'PASSPORT' });
  await requestCheck(sandbox, id);
  expect(await sandbox.idngo.reached('user-9', 'completed')).toMatchObject({
    reviewAnswer: 'RED',
    reviewRejectType: 'RETRY',
  });
});

test('liveness cannot be served by the direct API alone', async () => {
  const id = await createApplicant(sandbox, 'user-10', { level: 'liveness-level' });
  await uploadEverything(sandbox, id);
  await requestCheck(sandbox, id);
  expect(await sandbox.idngo.reached('user-10', 'completed')).toMatchObject({ reviewAnswer: 'RED' });
  expect((await get(sandbox, `/resources/checks/latest?type=FACE_LIVELINESS&applicantId=${id}`)).body).toEqual({
    checks: [],
  });
});

test('on hold waits for the next step of the script, and a script that ends on hold stays there', async () => {
  await submitted('user-11', ['onHold', { answer: 'GREEN' }]);
  await sandbox.idngo.reached('user-11', 'completed');
  expect(story('user-11').slice(2)).toEqual([
    'applicantPrechecked prechecked',
    'applicantOnHold onHold',
    'applicantReviewed completed GREEN',
  ]);
  const id = await submitted('user-12', ['onHold']);
  await sandbox.idngo.reached('user-12', 'onHold');
  expect((await requestCheck(sandbox, id)).body['errorCode']).toBe(3000);
  sandbox.idngo.flip('user-12', { answer: 'GREEN' });
  expect(sandbox.idngo.applicant('user-12')).toMatchObject({ reviewStatus: 'completed', reviewAnswer: 'GREEN' });
});

test.each([
  ['retry-20', 'completed', 'RED', 'RETRY'],
  ['reject-20', 'completed', 'RED', 'FINAL'],
  ['hold-20', 'completed', 'GREEN', undefined],
  ['queue-20', 'completed', 'GREEN', undefined],
  ['unknown-20', 'completed', 'PURPLE', undefined],
  ['anybody-20', 'completed', 'GREEN', undefined],
] as const)('without a script %s ends %s %s %s', async (externalUserId, status, answer, rejectType) => {
  await submitted(externalUserId);
  const state = await sandbox.idngo.reached(externalUserId, status);
  expect([state.reviewAnswer, state.reviewRejectType]).toEqual([answer, rejectType]);
});

test('a decision turns into its opposite later, with a new date, attempt and webhook', async () => {
  const id = await reviewed(sandbox, 'user-13');
  const before = (await get(sandbox, `/resources/applicants/${id}/status`)).body;
  sandbox.idngo.flip('user-13', { answer: 'RED', rejectType: 'FINAL', labels: ['BLOCKLIST'] });
  const after = (await get(sandbox, `/resources/applicants/${id}/status`)).body;
  expect(after).toMatchObject({ reviewStatus: 'completed', attemptCnt: Number(before['attemptCnt']) + 1 });
  expect(after['attemptId']).not.toBe(before['attemptId']);
  await sandbox.idngo.delivered('applicantReviewed', { externalUserId: 'user-13', times: 2 });
  expect(story('user-13').at(-1)).toBe('applicantReviewed completed RED');
});

test('nobody who was never reviewed can be flipped', async () => {
  await createApplicant(sandbox, 'user-14');
  expect(() => sandbox.idngo.flip('user-14', { answer: 'RED' })).toThrow('user-14 was never reviewed');
  expect(() => sandbox.idngo.flip('nobody', { answer: 'RED' })).toThrow('knows no applicant nobody');
});

test('a reversal in a script comes by itself', async () => {
  await submitted('user-15', [{ answer: 'GREEN', reversal: { answer: 'RED', rejectType: 'FINAL', afterMs: 20 } }]);
  await sandbox.idngo.delivered('applicantReviewed', { externalUserId: 'user-15', times: 2 });
  expect(story('user-15').slice(-2)).toEqual(['applicantReviewed completed GREEN', 'applicantReviewed completed RED']);
});

test('testCompleted ends a review that hangs, with a real webhook, but only with a token of the Sandbox', async () => {
  const body = { reviewAnswer: 'RED', reviewRejectType: 'RETRY', rejectLabels: ['SCREENSHOTS'] };
  const id = await submitted('never-16');
  expect((await post(sandbox, `/resources/applicants/${id}/status/testCompleted`, body)).body).toEqual({ ok: 1 });
  await sandbox.idngo.delivered('applicantReviewed', { externalUserId: 'never-16' });
  expect(sandbox.idngo.applicant('never-16')).toMatchObject({ reviewAnswer: 'RED', reviewRejectType: 'RETRY' });

  const production = await startSandbox({ idngo: { credentials: { appToken: 'prd:production-token.private' } } });
  const other = await createApplicant(production, 'never-16');
  const refused = await post(production, `/resources/applicants/${other}/status/testCompleted`, body);
  expect([refused.status, refused.body['description']]).toEqual([
    400,
    'Setting a result is only supported on sandbox env',
  ]);
  await production.stop();
});

test('a script that is none is refused by name', () => {
  expect(() => sandbox.idngo.script('user-17', [{ anwser: 'GREEN' } as never])).toThrow();
});
