import { createHash } from 'node:crypto';
import { sampleFile, startSandbox, type Sandbox } from '../../../src/sandbox';
import { createApplicant, get, post, requestCheck, reviewed, stepsOf, upload } from './signed-calls';

let sandbox: Sandbox;
const stepStatus = (id: string) => stepsOf(sandbox, id);

beforeAll(async () => {
  sandbox = await startSandbox({ idngo: { reviewMs: 20, maxFileBytes: 1000 } });
});
afterAll(() => sandbox.stop());

test('an upload answers its metadata, and its image id in the header only', async () => {
  const id = await createApplicant(sandbox, 'user-1');
  const answer = await upload(sandbox, id, { type: 'PASSPORT' });
  expect(answer.body).toEqual({ idDocType: 'PASSPORT', country: 'KAZ', idDocSubType: null });
  const imageId = Number(answer.headers.get('x-image-id'));
  expect(await stepStatus(id)).toEqual({
    IDENTITY: { country: 'KAZ', idDocType: 'PASSPORT', imageIds: [imageId], imageReviewResults: {} },
    SELFIE: null,
  });
});

test('the hash of what came is kept, and an image of the same kind can be read back', async () => {
  const id = await createApplicant(sandbox, 'user-2');
  const content = sampleFile('image/png', 'two');
  await upload(sandbox, id, { type: 'PASSPORT', content, mediaType: 'image/png' });
  const [image] = sandbox.idngo.applicant('user-2')!.images;
  expect(image).toMatchObject({ sha256: createHash('sha256').update(content).digest('hex'), size: content.length });
  const { inspectionId } = (await get(sandbox, `/resources/applicants/${id}/one`)).body as { inspectionId: string };
  const read = await get(sandbox, `/resources/inspections/${inspectionId}/resources/${image!.imageId}`);
  expect([read.status, read.headers.get('content-type')]).toEqual([200, 'image/png']);
  expect(read.bytes.subarray(0, 4).toString('hex')).toBe('89504e47');
  expect((await get(sandbox, `/resources/inspections/${inspectionId}/resources/1`)).status).toBe(404);
});

test.each([
  ['1002 file-too-big', 'too-big', { content: sampleFile('image/jpeg', 'big', 1001) }],
  ['1003 empty-file', 'empty', { content: Buffer.alloc(0) }],
  ['1004 corrupted-file', 'garbage', { content: Buffer.from('not a picture at all') }],
  ['1004 corrupted-file', 'pdf-as-jpeg', { content: sampleFile('application/pdf', 'a PDF') }],
  ['1005 unsupported-file-format', 'tiff', { mediaType: 'image/tiff' }],
])('400 with %s for %s, and no image is added', async (expected, externalUserId, wrong) => {
  const id = await createApplicant(sandbox, externalUserId);
  const { status: code, body } = await upload(sandbox, id, { type: 'PASSPORT', ...wrong });
  expect([code, [body['errorCode'], body['errorName']].join(' ')]).toEqual([400, expected]);
  expect(sandbox.idngo.effectsOn(externalUserId)).toEqual({ 'applicant-created': 1 });
});

test('a body far beyond the limit is 413', async () => {
  const id = await createApplicant(sandbox, 'far-too-big');
  const content = sampleFile('image/jpeg', 'far too big', 1_100_000);
  expect((await upload(sandbox, id, { type: 'PASSPORT', content })).status).toBe(413);
});

test('a document that the level does not ask for is refused with 1010', async () => {
  const id = await createApplicant(sandbox, 'user-4');
  expect((await upload(sandbox, id, { type: 'UTILITY_BILL' })).body).toMatchObject({ code: 409, errorCode: 1010 });
});

test('nothing is taken while the applicant is being checked: 1006', async () => {
  const id = await createApplicant(sandbox, 'never-5');
  await upload(sandbox, id, { type: 'PASSPORT' });
  await requestCheck(sandbox, id);
  expect((await upload(sandbox, id, { type: 'SELFIE' })).body).toMatchObject({ code: 409, errorCode: 1006 });
});

test('every upload adds an image, and the same one twice shows as a repetition', async () => {
  const id = await createApplicant(sandbox, 'user-6');
  await upload(sandbox, id, { type: 'PASSPORT' });
  await upload(sandbox, id, { type: 'PASSPORT' });
  expect((await stepStatus(id))['IDENTITY']!.imageIds).toHaveLength(2);
  expect(sandbox.idngo.effectsOn('user-6')).toEqual({
    'applicant-created': 1,
    'image-added': 1,
    'image-added-again': 1,
  });
});

test('the front side comes first, in whatever order the sides were sent', async () => {
  const id = await createApplicant(sandbox, 'user-7');
  const back = await upload(sandbox, id, { type: 'ID_CARD', side: 'BACK_SIDE' });
  const front = await upload(sandbox, id, { type: 'ID_CARD', side: 'FRONT_SIDE' });
  const ids = [front, back].map(({ headers }) => Number(headers.get('x-image-id')));
  expect((await stepStatus(id))['IDENTITY']!.imageIds).toEqual(ids);
});

test('a document of another type takes the place of the first', async () => {
  const id = await createApplicant(sandbox, 'user-8');
  await upload(sandbox, id, { type: 'ID_CARD', side: 'FRONT_SIDE' });
  await upload(sandbox, id, { type: 'PASSPORT' });
  expect((await stepStatus(id))['IDENTITY']).toMatchObject({
    idDocType: 'PASSPORT',
    imageIds: [expect.any(Number) as number],
  });
});

test('an image with errors does not count; the answer says so when it is asked to', async () => {
  const id = await createApplicant(sandbox, 'user-9');
  sandbox.idngo.remarkUploads('user-9', [
    { idDocType: 'PASSPORT', errors: ['dataNotReadable'], warnings: ['badSelfie'] },
  ]);
  await upload(sandbox, id, { type: 'SELFIE' });
  await upload(sandbox, id, { type: 'PASSPORT' });
  expect(sandbox.idngo.applicant('user-9')!.images.map(({ step, active }) => [step, active])).toEqual([
    ['SELFIE', true],
    ['IDENTITY', false],
  ]);
});

test('after RED RETRY of one side both sides have to be sent again', async () => {
  sandbox.idngo.script('user-10', [
    {
      answer: 'RED',
      rejectType: 'RETRY',
      labels: ['BACK_SIDE_MISSING'],
      items: [{ idDocType: 'ID_CARD', side: 'back' }],
    },
    { answer: 'GREEN' },
  ]);
  const id = await reviewed(sandbox, 'user-10');
  const before = (await stepStatus(id))['IDENTITY']!;
  const answers = before.imageIds.map((image) => before.imageReviewResults[image]!.reviewAnswer);
  expect(answers).toEqual(['GREEN', 'RED']);

  await upload(sandbox, id, { type: 'ID_CARD', side: 'BACK_SIDE', content: sampleFile('image/jpeg', 'sharper') });
  const after = (await stepStatus(id))['IDENTITY']!;
  expect(after.imageIds).toHaveLength(1);
  expect((await get(sandbox, `/resources/applicants/${id}/status`)).body).toMatchObject({
    reviewStatus: 'init',
    reviewResult: { reviewAnswer: 'RED' },
  });
});

test('a body that is no multipart, or lacks a part, is 400', async () => {
  const id = await createApplicant(sandbox, 'user-11');
  const target = `/resources/applicants/${id}/info/idDoc`;
  expect((await post(sandbox, target, {})).status).toBe(415);
  const broken = await upload(sandbox, id, { type: 'PASSPORT', content: Buffer.from('\r\n--test-boundary\r\nbroken') });
  expect(broken.status).toBe(400);
});
