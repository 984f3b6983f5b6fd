import { startSandbox, type Sandbox } from '../../../src/sandbox';
import { createApplicant, get, post, reviewed } from './signed-calls';

let now = Date.now();
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ clock: () => now, idngo: { reviewMs: 20 } });
});
afterEach(() => (now = Date.now()));
afterAll(() => sandbox.stop());

async function link(externalUserId: string, { level = 'basic-kyc-level', query = '' } = {}): Promise<string> {
  const target = `/resources/sdkIntegrations/levels/${level}/websdkLink?externalUserId=${externalUserId}${query}`;
  return (await post(sandbox, target)).body['url'] as string;
}

test('a link leads to a page, and finishing it sends documents and asks for the check', async () => {
  await createApplicant(sandbox, 'user-1');
  const url = await link('user-1');
  const page = await fetch(url);
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  expect(await page.text()).toContain(`action="${new URL(url).pathname}/finish"`);

  const finished = await fetch(`${url}/finish`, { method: 'POST' });
  expect(await finished.text()).toContain('Your documents are being checked.');
  const state = await sandbox.idngo.reached('user-1', 'completed');
  expect(state).toMatchObject({ reviewAnswer: 'GREEN' });
  expect(state.images.map(({ idDocType, side }) => `${idDocType} ${side ?? ''}`.trim())).toEqual([
    'ID_CARD front',
    'ID_CARD back',
    'SELFIE',
  ]);
  expect(sandbox.idngo.calls({ operation: 'hostedFlow' })).toMatchObject([
    { applicantExternalId: 'user-1', effect: 'review-opened' },
  ]);
});

test('what the user shows can be scripted, and a refusal asks only for what was refused', async () => {
  await createApplicant(sandbox, 'retry-2');
  sandbox.idngo.willShow('retry-2', [{ idDocType: 'PASSPORT', country: 'DEU' }, { idDocType: 'SELFIE' }]);
  const url = await link('retry-2');
  expect(sandbox.idngo.finishHosted('retry-2')).toEqual({ outcome: 'submitted', effect: 'review-opened' });
  await sandbox.idngo.reached('retry-2', 'completed');
  expect(await (await fetch(url)).text()).toContain('We could not read your document.');

  sandbox.idngo.willShow('retry-2', [{ idDocType: 'PASSPORT' }]);
  sandbox.idngo.finishHosted('retry-2');
  expect(await sandbox.idngo.reached('retry-2', 'completed')).toMatchObject({ reviewAnswer: 'GREEN', attemptCnt: 2 });
});

test('a link for an unknown user creates the applicant when it is used, as the SDKs do', async () => {
  await link('user-3');
  expect(sandbox.idngo.applicant('user-3')).toBeUndefined();
  sandbox.idngo.finishHosted('user-3');
  expect(await sandbox.idngo.reached('user-3', 'completed')).toMatchObject({ reviewAnswer: 'GREEN' });
});

test('a link of another level takes the applicant there, told by a webhook with the previous level', async () => {
  await reviewed(sandbox, 'user-4');
  await link('user-4', { level: 'poa-level' });
  sandbox.idngo.finishHosted('user-4');
  const state = await sandbox.idngo.reached('user-4', 'completed');
  expect(state).toMatchObject({ levelName: 'poa-level', reviewAnswer: 'GREEN' });
  const change = sandbox.idngo.webhooks().find(({ type }) => type === 'applicantLevelChanged')!;
  expect(JSON.parse(change.body)).toMatchObject({ previousLevelName: 'basic-kyc-level', levelName: 'poa-level' });
});

test('liveness is checked on the page, and its video can be read', async () => {
  await link('user-5', { level: 'liveness-level' });
  sandbox.idngo.finishHosted('user-5');
  const { applicantId } = await sandbox.idngo.reached('user-5', 'completed');
  const target = `/resources/checks/latest?type=FACE_LIVELINESS&applicantId=${applicantId}`;
  const checks = (await get(sandbox, target)).body['checks'] as { id: string }[];
  expect(checks).toMatchObject([{ answer: 'GREEN', checkType: 'FACE_LIVELINESS' }]);
  const video = `/resources/applicants/${applicantId}/info/facemap/video?checkId=`;
  expect((await get(sandbox, video + checks[0]!.id)).headers.get('content-type')).toBe('video/mp4');
  expect((await get(sandbox, `${video}${'0'.repeat(24)}`)).status).toBe(404);
});

test('a link expires: after half an hour by default, or when it was told to', async () => {
  const [long, short] = [await link('user-6'), await link('user-6', { query: '&ttlInSecs=60' })];
  now += 61_000;
  expect([(await fetch(long)).status, (await fetch(short)).status]).toEqual([200, 410]);
  now += 1_740_000;
  expect((await fetch(`${long}/finish`, { method: 'POST' })).status).toBe(410);
  expect(() => sandbox.idngo.finishHosted('user-6')).toThrow('has expired');
  expect(() => sandbox.idngo.finishHosted('nobody')).toThrow('No link was made for nobody');
});

test('an unknown link is 404, and a page is not changed by what a user is called', async () => {
  expect((await fetch(`${sandbox.url}/idensic/l/0000000000000000`)).status).toBe(404);
  const url = await link(encodeURIComponent('<script>alert(1)</script>'));
  expect(await (await fetch(url)).text()).not.toContain('<script>');
});

test('whoever is finally rejected, approved or under review only gets told so', async () => {
  for (const [externalUserId, outcome] of [
    ['reject-7', 'closed'],
    ['user-7', 'approved'],
  ] as const) {
    await reviewed(sandbox, externalUserId);
    await link(externalUserId);
    expect(sandbox.idngo.finishHosted(externalUserId)).toEqual({ outcome });
  }
  await link('never-7');
  sandbox.idngo.finishHosted('never-7');
  expect(sandbox.idngo.finishHosted('never-7')).toEqual({ outcome: 'in-review' });
});

test('tokens and links are refused without a user, for unknown levels and for impossible lifetimes', async () => {
  const token = (query: string) => post(sandbox, `/resources/accessTokens?${query}`);
  expect((await token('userId=user-8&levelName=basic-kyc-level&ttlInSecs=600')).body).toEqual({
    token: expect.stringMatching(/^_act-sbx-/) as string,
    userId: 'user-8',
  });
  expect((await token('levelName=basic-kyc-level')).status).toBe(400);
  expect((await token('userId=user-8&levelName=unknown-level')).status).toBe(404);
  expect((await token('userId=user-8&levelName=basic-kyc-level&ttlInSecs=-1')).status).toBe(400);
  expect((await post(sandbox, '/resources/sdkIntegrations/levels/basic-kyc-level/websdkLink')).status).toBe(400);
});
