import { startSandbox, type Sandbox } from '../../../src/sandbox';
import { createApplicant, get, post, reviewed, upload } from './signed-calls';
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

const create = (applicantId: string, externalActionId: string) =>
  post(sandbox, `/resources/applicantActions/-/forApplicant/${applicantId}?levelName=face-auth-level`, {
    externalActionId,
    email: 'synthia@example.com',
  });
const read = async (id: string) => (await get(sandbox, `/resources/applicantActions/${id}/one`)).body;
const check = (id: string) => post(sandbox, `/resources/applicantActions/${id}/review/status/pending`);

async function decided(externalUserId: string): Promise<string> {
  const id = (await create(await reviewed(sandbox, externalUserId), `${externalUserId}-action`)).body['id'] as string;
  const target = `/resources/applicantActions/${id}/images`;
  expect((await upload(sandbox, '', { type: 'SELFIE', target })).body['imageId']).toEqual(expect.any(Number));
  await check(id);
  await sandbox.idngo.delivered('applicantActionReviewed', { externalUserId });
  return id;
}

test('an action of an approved applicant is created, gets a photo, and is decided with both checks', async () => {
  const id = await decided('user-1');
  const action = await read(id);
  expect(action['review']).toEqual({ reviewStatus: 'completed', reviewResult: { reviewAnswer: 'GREEN' } });
  expect(action['checks']).toMatchObject([{ checkType: 'FACE_LIVELINESS' }, { checkType: 'FACE_MATCH' }]);
  const [photo] = action['images'] as { imageId: number }[];
  const image = `/resources/applicantActions/${id}/images/${photo!.imageId}`;
  expect((await get(sandbox, image)).headers.get('content-type')).toBe('image/jpeg');
  expect((await get(sandbox, `/resources/applicantActions/${id}/images/1`)).status).toBe(404);
});

test('its webhooks carry the ids of the action, and the odd statuses of the published samples', async () => {
  const id = await decided('user-2');
  const webhooks = receiver.received.map(({ payload }) => payload).filter((hook) => hook['applicantActionId'] === id);
  expect(webhooks).toMatchObject([
    { type: 'applicantActionPending', reviewStatus: 'completed', externalApplicantActionId: 'user-2-action' },
    { type: 'applicantActionReviewed', reviewStatus: 'completed', reviewResult: { reviewAnswer: 'GREEN' } },
  ]);
  expect(webhooks[0]).not.toHaveProperty('reviewResult');
});

test('when liveness did not pass, no face is matched', async () => {
  sandbox.idngo.scriptActions('user-3', [{ answer: 'RED', labels: ['FRAUDULENT_LIVENESS'], liveness: 'RED' }]);
  const action = await read(await decided('user-3'));
  expect(action['checks']).toMatchObject([{ checkType: 'FACE_LIVELINESS', answer: 'RED' }]);
});

test('only approved applicants have actions, on a level of that kind, each external id once', async () => {
  const collecting = await createApplicant(sandbox, 'user-4');
  expect((await create(collecting, 'action-1')).status).toBe(409);
  const approved = await reviewed(sandbox, 'user-5');
  expect((await create(approved, 'action-1')).status).toBe(201);
  expect((await create(approved, 'action-1')).status).toBe(409);
  const target = `/resources/applicantActions/-/forApplicant/${approved}?levelName=basic-kyc-level`;
  expect((await post(sandbox, target, { externalActionId: 'action-2' })).status).toBe(400);
});

test('asking for the check of an action twice is refused with 3000', async () => {
  const id = await decided('user-6');
  expect((await check(id)).body).toMatchObject({ code: 409, errorCode: 3000 });
});

test('actions are listed newest first, in pages, with the total inside the list', async () => {
  const applicantId = await reviewed(sandbox, 'user-7');
  for (const name of ['first', 'second', 'third']) await create(applicantId, name);
  const target = `/resources/applicantActions/-;applicantId=${applicantId}?limit=2&offset=0&order=-createdAt`;
  expect((await get(sandbox, target)).body).toMatchObject({
    list: { totalItems: 3, items: [{ externalActionId: 'third' }, { externalActionId: 'second' }] },
  });
});

test('a link for an action takes the photo and asks for the check by itself', async () => {
  await reviewed(sandbox, 'user-8');
  const query = 'externalUserId=user-8&externalActionId=login-1';
  expect((await post(sandbox, `/resources/sdkIntegrations/levels/face-auth-level/websdkLink?${query}`)).status).toBe(
    200,
  );
  const token = await post(
    sandbox,
    '/resources/accessTokens?userId=user-8&externalActionId=login-1&levelName=face-auth-level',
  );
  expect(token.body).toMatchObject({ userId: 'user-8', externalActionId: 'login-1' });
  sandbox.idngo.finishHosted('user-8');
  await sandbox.idngo.delivered('applicantActionReviewed', { externalUserId: 'user-8' });
  expect(receiver.received.at(-1)!.payload['externalApplicantActionId']).toBe('login-1');
});
