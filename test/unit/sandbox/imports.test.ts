import { zipSync, strToU8 } from 'fflate';
import { sampleFile, startSandbox, type Sandbox } from '../../../src/sandbox';
import { send, type Answer } from './signed-calls';

let sandbox: Sandbox;
let now = Date.now();

beforeAll(async () => {
  sandbox = await startSandbox({ clock: () => now });
});
// Ten imports in ten seconds are all that is taken: every case moves on to fresh seconds.
beforeEach(() => (now += 10_000));
afterAll(() => sandbox.stop());

const review = {
  createDate: '2022-11-21 08:25:32+0000',
  reviewDate: '2022-11-21 08:25:36+0000',
  levelName: 'basic-kyc-level',
  reviewStatus: 'completed',
  reviewResult: { reviewAnswer: 'GREEN' },
};
const info = { firstName: 'Synthia', lastName: 'Example', country: 'KAZ' };
const document = (idDocType: string, idDocSubType?: string) =>
  strToU8(JSON.stringify({ idDocType, country: 'KAZ', idDocSubType }));
const image = (marker: string) => new Uint8Array(sampleFile('image/jpeg', marker));

function archive(applicant: object | undefined, change: Record<string, Uint8Array | undefined> = {}): Buffer {
  const files: Record<string, Uint8Array | undefined> = {
    'applicant.json': applicant && strToU8(JSON.stringify(applicant)),
    'identity_front/applicantIdDoc.json': document('ID_CARD', 'FRONT_SIDE'),
    'identity_front/image.jpg': image('front'),
    'identity_back/applicantIdDoc.json': document('ID_CARD', 'BACK_SIDE'),
    'identity_back/image.jpg': image('back'),
    'selfie/applicantIdDoc.json': document('SELFIE'),
    'selfie/image.jpg': image('selfie'),
    ...change,
  };
  return Buffer.from(
    zipSync(
      Object.fromEntries(
        Object.entries(files).filter((entry): entry is [string, Uint8Array] => entry[1] !== undefined),
      ),
    ),
  );
}

function importZip(body: Buffer, type = 'application/zip'): Promise<Answer> {
  return send(sandbox, 'POST', '/resources/applicants/-/applicantImport', { body, type, at: Math.floor(now / 1000) });
}

test('an archive of an approved applicant is imported, with its review and images', async () => {
  const { status, body } = await importZip(archive({ externalUserId: 'user-1', info, review }));
  expect([status, body['review']]).toEqual([
    200,
    expect.objectContaining({ reviewStatus: 'completed', reviewDate: '2022-11-21 08:25:36+0000' }),
  ]);
  expect(sandbox.idngo.applicant('user-1')!.images.map(({ step, side }) => [step, side])).toEqual([
    ['IDENTITY', 'front'],
    ['IDENTITY', 'back'],
    ['SELFIE', undefined],
  ]);
  expect(sandbox.idngo.effectsOn('user-1')).toEqual({ 'applicant-imported': 1 });
});

test('the same archive again is refused with 409, naming the applicant that exists', async () => {
  const zip = archive({ externalUserId: 'user-2', info, review });
  const { id } = (await importZip(zip)).body as { id: string };
  const { status, body } = await importZip(zip);
  expect([status, body['description']]).toEqual([
    409,
    `Applicant with external user id 'user-2' already exists: ${id}`,
  ]);
});

test.each<[string, Buffer]>([
  ['no ZIP', Buffer.from('PK but not really')],
  ['applicant.json is missing', archive(undefined)],
  ['info.lastName is required', archive({ externalUserId: 'user-3', info: { ...info, lastName: undefined }, review })],
  [
    'must be GREEN',
    archive({ externalUserId: 'user-3', info, review: { ...review, reviewResult: { reviewAnswer: 'RED' } } }),
  ],
  [
    'identity_back/applicantIdDoc.json is missing',
    archive({ externalUserId: 'user-3', info, review }, { 'identity_back/applicantIdDoc.json': undefined }),
  ],
  ['selfie has no image', archive({ externalUserId: 'user-3', info, review }, { 'selfie/image.jpg': undefined })],
  [
    'no folder for the step SELFIE',
    archive(
      { externalUserId: 'user-3', info, review },
      { 'selfie/applicantIdDoc.json': undefined, 'selfie/image.jpg': undefined },
    ),
  ],
  [
    'is not among the documents',
    archive(
      { externalUserId: 'user-3', info, review },
      { 'bill/applicantIdDoc.json': document('UTILITY_BILL'), 'bill/image.jpg': image('bill') },
    ),
  ],
  [
    'a file that is no JPEG',
    archive({ externalUserId: 'user-3', info, review }, { 'selfie/image.jpg': strToU8('text') }),
  ],
  ['Names in the archive', archive({ externalUserId: 'user-3', info, review }, { 'selfie/наоми.jpg': image('x') })],
])('400 and nobody imported: %s', async (why, zip) => {
  const { status, body } = await importZip(zip);
  expect(status).toBe(400);
  expect(why === 'no ZIP' ? body['errorName'] : body['description']).toContain(
    why === 'no ZIP' ? 'corrupted-file' : why,
  );
  expect(sandbox.idngo.applicant('user-3')).toBeUndefined();
});

test('an archive on an unknown level is refused, and another content type is 415', async () => {
  const unknown = { externalUserId: 'user-4', info, review: { ...review, levelName: 'unknown-level' } };
  expect((await importZip(archive(unknown))).status).toBe(404);
  expect((await importZip(archive(unknown), 'application/octet-stream')).status).toBe(415);
});

test('an eleventh import within ten seconds is refused with 429', async () => {
  const statuses = [];
  for (let count = 0; count < 11; count++) statuses.push((await importZip(Buffer.from('x'))).status);
  expect(statuses).toEqual([...Array<number>(10).fill(400), 429]);
});
