import { startSandbox, type Sandbox } from '../../../src/sandbox';
import { createApplicant, get, patch, post, requestCheck, reviewed, uploadEverything } from './signed-calls';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ idngo: { reviewMs: 20 } });
});
afterAll(() => sandbox.stop());

test('a new applicant is init, and is found by either id', async () => {
  const id = await createApplicant(sandbox, 'user-1', { fixedInfo: { firstName: 'Synthia' } });
  expect(id).toMatch(/^[0-9a-f]{24}$/);
  const { body } = await get(sandbox, `/resources/applicants/${id}/one`);
  expect(body).toMatchObject({
    id,
    externalUserId: 'user-1',
    inspectionId: expect.stringMatching(/^[0-9a-f]{24}$/) as string,
    info: { firstName: 'Synthia' },
    review: { reviewStatus: 'init', attemptCnt: 0, levelName: 'basic-kyc-level' },
  });
  expect((await get(sandbox, '/resources/applicants/-;externalUserId=user-1/one')).body).toEqual(body);
});

test('a second applicant with the same externalUserId is refused with 409, in the text that names the first', async () => {
  const id = await createApplicant(sandbox, 'user-2');
  const { status, body } = await post(sandbox, '/resources/applicants?levelName=basic-kyc-level', {
    externalUserId: 'user-2',
  });
  expect([status, body['description'], body['errorCode']]).toEqual([
    409,
    `Applicant with external user id 'user-2' already exists: ${id}`,
    undefined,
  ]);
  expect(sandbox.idngo.effectsOn('user-2')).toEqual({ 'applicant-created': 1 });
});

test('an unknown level, a level of another kind and a missing id are refused, and nobody is created', async () => {
  const create = (level: string, body: object) => post(sandbox, `/resources/applicants?levelName=${level}`, body);
  expect((await create('Basic-kyc-level', { externalUserId: 'user-3' })).status).toBe(404);
  expect((await create('face-auth-level', { externalUserId: 'user-3' })).status).toBe(400);
  expect((await create('basic-kyc-level', {})).status).toBe(400);
  expect(sandbox.idngo.applicant('user-3')).toBeUndefined();
});

test('an applicant that nobody knows is 404 by either id', async () => {
  expect((await get(sandbox, '/resources/applicants/000000000000000000000000/status')).status).toBe(404);
  expect((await get(sandbox, '/resources/applicants/-;externalUserId=nobody/one')).status).toBe(404);
});

test('only the fields that were sent change, and unsetFields takes others away', async () => {
  const id = await createApplicant(sandbox, 'user-4', { fixedInfo: { firstName: 'Synthia', lastName: 'Example' } });
  await patch(sandbox, `/resources/applicants/${id}/fixedInfo?unsetFields=firstName`, { dob: '1990-01-15' });
  const { body } = await get(sandbox, `/resources/applicants/${id}/one`);
  expect(body['fixedInfo']).toEqual({ lastName: 'Example', dob: '1990-01-15' });
});

test('somebody under review cannot be deactivated; afterwards they can, and then nothing more is taken from them', async () => {
  const id = await createApplicant(sandbox, 'never-5');
  await uploadEverything(sandbox, id);
  await requestCheck(sandbox, id);
  const deactivate = () => patch(sandbox, `/resources/applicants/${id}/presence/deactivated`);
  expect((await deactivate()).status).toBe(409);

  sandbox.idngo.flip('never-5', { answer: 'GREEN' });
  expect((await deactivate()).body).toMatchObject({ items: [{ id, deleted: true }] });
  expect((await requestCheck(sandbox, id)).body).toMatchObject({ code: 409, errorCode: 1008 });
  expect((await patch(sandbox, `/resources/applicants/${id}/info`, {})).body['errorCode']).toBe(1008);

  await patch(sandbox, `/resources/applicants/${id}/presence/activated`);
  expect((await requestCheck(sandbox, id)).status).toBe(200);
});

test('a reset puts the applicant back to init without documents', async () => {
  const id = await reviewed(sandbox, 'user-6');
  expect((await post(sandbox, `/resources/applicants/${id}/reset`)).body).toEqual({ ok: 1 });
  expect((await get(sandbox, `/resources/applicants/${id}/status`)).body).toMatchObject({ reviewStatus: 'init' });
  const { body } = await get(sandbox, `/resources/applicants/${id}/requiredIdDocsStatus`);
  expect(body).toEqual({ IDENTITY: null, SELFIE: null });
});

test('a status mail needs an address, and a second one about the same status is seen as a repetition', async () => {
  const mail = (id: string) => post(sandbox, `/resources/applicants/${id}/verificationStatusEmail`);
  expect((await mail(await createApplicant(sandbox, 'user-7'))).status).toBe(400);
  const id = await createApplicant(sandbox, 'user-8', { email: 'synthia@example.com' });
  await mail(id);
  await mail(id);
  expect(sandbox.idngo.effectsOn('user-8')).toEqual({ 'applicant-created': 1, 'mail-sent': 1, 'mail-sent-again': 1 });
});

test('applicants with the same name and birth date are similar, before and after the automatic check', async () => {
  const fixedInfo = { firstName: 'Twin', lastName: 'Example', dob: '1991-02-03' };
  const first = await createApplicant(sandbox, 'user-9', { fixedInfo });
  const second = await createApplicant(sandbox, 'user-10', { fixedInfo });
  const { bytes } = await get(sandbox, `/resources/applicants/${second}/similar/byText`);
  expect(JSON.parse(bytes.toString())).toMatchObject([{ applicant: { id: first }, exactMatch: true, types: ['text'] }]);

  const check = () => get(sandbox, `/resources/checks/latest?type=SIMILAR_SEARCH&applicantId=${second}`);
  expect((await check()).body).toEqual({ checks: [] });
  await uploadEverything(sandbox, second);
  await requestCheck(sandbox, second);
  await sandbox.idngo.reached('user-10', 'completed');
  const hit = { applicantId: first, matchedFields: ['info.firstName', 'info.lastName', 'info.dob'], types: ['text'] };
  expect((await check()).body['checks']).toMatchObject([
    { answer: 'RED', similarSearchInfo: { duplicateApplicantHits: expect.arrayContaining([hit]) as object[] } },
  ]);
});

test('the same seed gives the same ids', async () => {
  const ids = await Promise.all(
    ['one', 'one', 'two'].map(async (seed) => {
      const own = await startSandbox({ seed });
      const id = await createApplicant(own, 'user-1');
      await own.stop();
      return id;
    }),
  );
  expect(ids[0]).toBe(ids[1]);
  expect(ids[0]).not.toBe(ids[2]);
});
