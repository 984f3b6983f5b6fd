import { strToU8, zipSync } from 'fflate';
import { createIdngoClient, idngoOperations, type IdngoClient } from '../../../src/providers';
import { configSchema } from '../../../src/config';
import { connectSandbox, sampleFile, sandboxAnnouncement, startSandbox, type Sandbox } from '../../../src/sandbox';
import { MemoryDocuments } from './memory-documents';

const documents = new MemoryDocuments();
let sandbox: Sandbox;
let idngo: IdngoClient;

beforeAll(async () => {
  sandbox = await startSandbox({ idngo: { reviewMs: 20 } });
  const { providers } = configSchema.parse({
    providers: { idngo: { ...sandboxAnnouncement(sandbox).idngo, environment: 'sandbox' } },
  });
  idngo = createIdngoClient(providers.idngo!, { documents, maxBytes: 1_000_000 });
});
afterAll(async () => {
  await idngo.close();
  await sandbox.stop();
});

const picture = (marker: string) => documents.keep(sampleFile('image/jpeg', marker), 'image/jpeg');

test('the client of this package gets a readable answer from every operation', async () => {
  const levelName = 'basic-kyc-level';
  const externalUserId = 'user-1';
  expect((await idngo.listLevels({})).items.map(({ name }) => name)).toContain(levelName);

  const fixedInfo = { firstName: 'Synthia', lastName: 'Example', dob: '1990-01-15', tin: '000000000000' };
  const created = await idngo.createApplicant({ levelName, externalUserId, email: 'synthia@example.com', fixedInfo });
  const applicantId = created.id!;
  await idngo.updateApplicantInfo({ applicantId, placeOfBirth: 'Synthetic Town' });
  await idngo.updateFixedInfo({ applicantId, nationality: 'KAZ' });
  const uploads = [
    { idDocType: 'ID_CARD', idDocSubType: 'FRONT_SIDE' },
    { idDocType: 'ID_CARD', idDocSubType: 'BACK_SIDE' },
    { idDocType: 'SELFIE', idDocSubType: null },
  ] as const;
  for (const upload of uploads) {
    const marker = `${upload.idDocType} ${upload.idDocSubType}`;
    const added = await idngo.addIdDocument({
      applicantId,
      metadata: { ...upload, country: 'KAZ' },
      document: picture(marker),
    });
    expect(added).toMatchObject({ errors: [], imageId: expect.stringMatching(/^\d+$/) as string });
  }
  expect(await idngo.requestApplicantCheck({ applicantId })).toEqual({ ok: 1 });
  expect(await idngo.requestApplicantCheck({ applicantId })).toEqual({ ok: 1 }); // refused with 3000, which is success
  await sandbox.idngo.reached(externalUserId, 'completed');

  const status = await idngo.getApplicantReviewStatus({ applicantId });
  expect(status).toMatchObject({ reviewStatus: 'completed', reviewResult: { reviewAnswer: 'GREEN' } });
  const applicant = await idngo.getApplicant({ applicantId });
  expect(applicant.review).toEqual(status);
  expect(await idngo.getApplicantByExternalUserId({ externalUserId })).toEqual(applicant);
  const steps = await idngo.getRequiredIdDocsStatus({ applicantId });
  expect(steps['IDENTITY']!.imageIds).toHaveLength(2);
  const image = { inspectionId: applicant.inspectionId!, imageId: steps['IDENTITY']!.imageIds![0]! };
  expect(await idngo.getInspectionImage(image)).toMatchObject({ mediaType: 'image/jpeg' });
  expect(await idngo.getApplicantReport({ applicantId, report: 'applicantReport' })).toMatchObject({
    mediaType: 'application/pdf',
  });
  expect((await idngo.getApplicantTimeline({ applicantId })).items!.length).toBeGreaterThan(3);
  await idngo.sendVerificationStatusEmail({ applicantId });

  expect((await idngo.getSimilarSearchCheck({ applicantId })).checks).toMatchObject([{ answer: 'GREEN' }]);
  expect((await idngo.getTinCheck({ applicantId })).checks).toMatchObject([{ answer: 'GREEN' }]);
  expect(await idngo.findSimilarByText({ applicantId })).toEqual({ hits: [] });
  expect(await idngo.findSimilarByTextAndFace({ applicantId })).toEqual({ hits: [] });

  await callActions(applicantId, externalUserId);
  await callLiveness();
  await callImport();

  expect(await idngo.createAccessToken({ userId: externalUserId, levelName })).toHaveProperty('token');
  expect(await idngo.setTestReviewResult({ applicantId, reviewAnswer: 'GREEN', rejectLabels: [] })).toEqual({ ok: 1 });
  expect(await idngo.setApplicantPresence({ applicantId, status: 'deactivated' })).toEqual({ deleted: true });
  expect(await idngo.setApplicantPresence({ applicantId, status: 'activated' })).toEqual({ deleted: false });
  expect(await idngo.resetApplicant({ applicantId })).toEqual({ ok: 1 });

  const called = new Set((await connectSandbox(sandbox.url).idngo.calls()).map(({ operation }) => operation));
  expect(Object.keys(idngoOperations).filter((name) => !called.has(name))).toEqual([]);
});

async function callActions(applicantId: string, externalUserId: string): Promise<void> {
  const levelName = 'face-auth-level';
  const externalActionId = 'login-1';
  const { id: actionId } = await idngo.createApplicantAction({ applicantId, levelName, externalActionId });
  const metadata = { idDocType: 'SELFIE', country: 'KAZ' };
  const { imageId } = await idngo.addActionImage({ actionId, metadata, document: picture('action') });
  await idngo.requestActionCheck({ actionId });
  await idngo.requestActionCheck({ actionId });
  expect((await idngo.getAction({ actionId })).review.reviewStatus).toBe('pending');
  expect((await idngo.listApplicantActions({ applicantId })).list).toMatchObject({ totalItems: 1 });
  expect(await idngo.getActionImage({ actionId, imageId: imageId! })).toMatchObject({ mediaType: 'image/jpeg' });
  expect(await idngo.createActionAccessToken({ userId: externalUserId, externalActionId, levelName })).toHaveProperty(
    'token',
  );
}

async function callLiveness(): Promise<void> {
  const { url } = await idngo.createWebSdkLink({ levelName: 'liveness-level', externalUserId: 'user-2' });
  expect(url).toContain(sandbox.url);
  sandbox.idngo.finishHosted('user-2');
  const { applicantId } = await sandbox.idngo.reached('user-2', 'completed');
  const { checks } = await idngo.getFaceLivenessCheck({ applicantId });
  expect(checks).toMatchObject([{ answer: 'GREEN' }]);
  expect(await idngo.getLivenessVideo({ applicantId, checkId: checks![0]!.id! })).toMatchObject({
    mediaType: 'video/mp4',
  });
}

async function callImport(): Promise<void> {
  const json = (value: object) => strToU8(JSON.stringify(value));
  const zip = zipSync({
    'applicant.json': json({
      externalUserId: 'user-3',
      info: { firstName: 'Im', lastName: 'Port', country: 'KAZ' },
      review: {
        createDate: '2022-11-21 08:25:32+0000',
        levelName: 'poa-level',
        reviewStatus: 'completed',
        reviewResult: { reviewAnswer: 'GREEN' },
      },
    }),
    'bill/applicantIdDoc.json': json({ idDocType: 'UTILITY_BILL', country: 'KAZ' }),
    'bill/image.jpg': sampleFile('image/jpeg', 'bill'),
  });
  const archive = documents.keep(Buffer.from(zip), 'application/zip');
  expect(await idngo.importApplicant({ archive })).toMatchObject({ externalUserId: 'user-3' });
}
