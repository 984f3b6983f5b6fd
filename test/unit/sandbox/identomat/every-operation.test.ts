import { createIdentomatClient, type IdentomatClient } from '../../../../src/providers/identomat/client';
import { identomatOperations } from '../../../../src/providers/identomat/operations';
import { identomatOptions } from '../../../../src/providers/identomat/options';
import { sampleFace, sandboxAnnouncement, startSandbox, type Sandbox } from '../../../../src/sandbox';
import { MemoryDocuments } from '../memory-documents';

const documents = new MemoryDocuments();
let sandbox: Sandbox;
let identomat: IdentomatClient;
let session: string;

beforeAll(async () => {
  sandbox = await startSandbox({ identomat: { reviewMs: 5, recordingMs: 5 } });
  const options = identomatOptions.parse(sandboxAnnouncement(sandbox).identomat);
  identomat = createIdentomatClient(options, { documents, maxBytes: 1_000_000 });
  sandbox.identomat.willShow('everything', { generalDocuments: ['bank-statement'] });
  session = await identomat.beginSession({
    config_id: '62412c096c4b39ba845d4bf2',
    flags: { return_url: 'https://company.example/cases/everything' },
  });
  sandbox.identomat.finishHosted('everything');
  await sandbox.identomat.reached('everything', 'decided');
  sandbox.identomat.record('everything', { shots: 2, videos: 1 });
  await sandbox.identomat.recorded('everything');
});
afterAll(async () => {
  await identomat.close();
  await sandbox.stop();
});

const sessionToken = () => ({ session_token: session });
const sessionId = () => ({ sessionId: session });
const image = documents.keep(sampleFace('synthia'), 'image/jpeg');
const read = { person: expect.objectContaining({ first_name: expect.any(String) }), requestId: expect.any(String) };
const objectId = expect.stringMatching(/^[0-9a-f]{24}$/);
const picture = expect.objectContaining({ mediaType: 'image/jpeg', sha256: expect.any(String) });
const query = { fullName: 'Vorlan Dremikov', scoreThreshold: 80 };
const password = 'synthetic-password';

type Case = readonly [answer: unknown, call: () => Promise<unknown>];

/** Every operation once, in an order in which each has something to answer. */
const cases: Record<keyof typeof identomatOperations, Case> = {
  beginSession: [expect.stringMatching(/^[a-z0-9]{40}$/), () => identomat.beginSession({})],
  getResult: [expect.objectContaining({ result: 'approved' }), () => identomat.getResult(sessionToken())],
  exportSessionAsPdf: [
    expect.objectContaining({ mediaType: 'application/pdf' }),
    () => identomat.exportSessionAsPdf({ ...sessionId(), exportSession: true }),
  ],
  getCardFrontImage: [picture, () => identomat.getCardFrontImage(sessionToken())],
  getCardBackImage: [picture, () => identomat.getCardBackImage(sessionToken())],
  getPassportImage: [null, () => identomat.getPassportImage(sessionToken()).catch(notThere)],
  getFaceImage: [picture, () => identomat.getFaceImage(sessionToken())],
  getFaceVideo: [expect.objectContaining({ mediaType: 'video/mp4' }), () => identomat.getFaceVideo(sessionToken())],
  getFaceDocumentImage: [null, () => identomat.getFaceDocumentImage(sessionToken()).catch(notThere)],
  getGeneralDocument: [
    expect.objectContaining({ mediaType: 'application/pdf' }),
    () => identomat.getGeneralDocument({ ...sessionToken(), typeId: 'bank-statement' }),
  ],
  getMainDocumentFacePhoto: [picture, () => identomat.getMainDocumentFacePhoto(sessionId())],
  listSessionActivities: [
    [expect.objectContaining({ type: 'SESSION_FINISHED' }), expect.objectContaining({ type: 'PAGE_LOADED' })],
    () => identomat.listSessionActivities(sessionId()),
  ],
  getSessionStatisticalSummary: [
    [expect.objectContaining({ scanDocumentAttempts: 1 })],
    () => identomat.getSessionStatisticalSummary(sessionId()),
  ],
  getVisualMarkers: [
    [
      { name: 'hologram.jpg', document: picture },
      { name: 'photo.jpg', document: picture },
    ],
    () => identomat.getVisualMarkers(sessionId()),
  ],
  getQuestionFile: [
    [expect.objectContaining({ name: 'agreement-2.png' })],
    () => identomat.getQuestionFile({ ...sessionId(), stepKey: 'agreement', questionKey: 'agreement-2', fileIndex: 0 }),
  ],
  searchScreeningPerson: [
    [expect.objectContaining({ score: 100, personId: '5a0a00000000000000000001' })],
    () => identomat.searchScreeningPerson({ query, offset: 0, limit: 100 }),
  ],
  getScreeningPersonDetails: [
    expect.objectContaining({ lastName: 'Dremikov' }),
    () => identomat.getScreeningPersonDetails({ personId: '5a0a00000000000000000001' }),
  ],
  monitorScreeningQuery: [
    objectId,
    () => identomat.monitorScreeningQuery({ query: { fullName: 'Synthia Exemplar', birthdayTimeFrom: '1990-01-15' } }),
  ],
  listScreeningMonitoringRecords: [
    expect.objectContaining({ total: 1, data: [{ id: objectId, fullName: 'Synthia Exemplar' }] }),
    () => identomat.listScreeningMonitoringRecords({ start: 0, limit: 50 }),
  ],
  removeScreeningQueryFromMonitoring: [
    expect.anything(),
    async () => {
      const { data } = await identomat.listScreeningMonitoringRecords({});
      return identomat.removeScreeningQueryFromMonitoring({ id: data[0]!.id! });
    },
  ],
  addBlacklistRecord: [
    objectId,
    () => identomat.addBlacklistRecord({ query: { lastName: 'Exemplar', reason: 'Synthetic' } }),
  ],
  listBlacklistRecords: [
    expect.objectContaining({ total: 1, data: [expect.objectContaining({ lastName: 'Exemplar' })] }),
    () => identomat.listBlacklistRecords({}),
  ],
  removeBlacklistRecord: [
    true,
    async () => {
      const { data } = await identomat.listBlacklistRecords({});
      return identomat.removeBlacklistRecord({ id: data[0]!.id! });
    },
  ],
  getVideoCallShots: [
    [
      { name: 'shot-1.jpg', document: picture },
      { name: 'shot-2.jpg', document: picture },
    ],
    () => identomat.getVideoCallShots(sessionId()),
  ],
  getVideoCallVideos: [
    [{ name: 'video-1.webm', document: expect.objectContaining({ size: expect.any(Number) }) }],
    () => identomat.getVideoCallVideos(sessionId()),
  ],
  endVideoCall: [expect.anything(), () => identomat.endVideoCall(sessionId())],
  createUser: [objectId, () => identomat.createUser({ email: 'synthia@example.com', password })],
  listUsers: [
    expect.arrayContaining([expect.objectContaining({ username: 'synthia@example.com' })]),
    () => identomat.listUsers({}),
  ],
  makeGroup: [{ id: objectId }, () => identomat.makeGroup({ name: 'Group 1', memberIds: [] })],
  listGroups: [[{ id: objectId, name: 'Group 1', members: [] }], () => identomat.listGroups({})],
  changeGroup: [
    expect.anything(),
    async () => {
      const [group] = await identomat.listGroups({});
      return identomat.changeGroup({ groupId: group!.id!, name: 'Group 2', memberIds: [] });
    },
  ],
  deleteGroup: [
    expect.anything(),
    async () => {
      const [group] = await identomat.listGroups({});
      return identomat.deleteGroup({ groupId: group!.id! });
    },
  ],
  getSessionConfig: [
    expect.objectContaining({ name: 'Video call', general: { language: 'en', sessionLifetime: 1440 } }),
    () => identomat.getSessionConfig({ sessionConfigId: '5a0d000000000000000ca110' }),
  ],
  processCardFront: [expect.objectContaining(read), () => identomat.processCardFront({ image })],
  processCardBack: [expect.objectContaining(read), () => identomat.processCardBack({ image })],
  processLicenseFront: [expect.objectContaining(read), () => identomat.processLicenseFront({ image })],
  processLicenseBack: [expect.objectContaining(read), () => identomat.processLicenseBack({ image })],
  processResidenceFront: [expect.objectContaining(read), () => identomat.processResidenceFront({ image })],
  processResidenceBack: [expect.objectContaining(read), () => identomat.processResidenceBack({ image })],
  processPassport: [expect.objectContaining(read), () => identomat.processPassport({ image })],
  compareFaces: [
    expect.objectContaining({ similarity: expect.any(Number), face1Statuses: [] }),
    () => identomat.compareFaces({ face1: image, face2: image }),
  ],
  deleteSession: [true, () => identomat.deleteSession(sessionToken())],
};

test.each(Object.entries(cases))(
  '%s gives the client of this package a readable answer',
  async (_operation, [answer, call]) => {
    expect(await call()).toEqual(answer);
  },
);

test('no operation is left out, and none of the calls was refused', () => {
  const { companyKey } = sandbox.identomat.credentials;
  const calls = sandbox.identomat.calls();
  const called = new Set(calls.map(({ operation }) => operation));
  expect(Object.keys(identomatOperations).filter((name) => !called.has(name))).toEqual([]);
  const refused = calls.filter(({ status, errorCode }) => status !== 200 && errorCode !== 'not-found');
  expect(refused).toEqual([]);
  expect(JSON.stringify(calls)).not.toContain(companyKey);
});

/** A client may say of a medium that is not there that it is nothing, or that it was not found. */
function notThere(error: unknown): null {
  expect(error).toMatchObject({ type: 'kyc.provider.NotFound' });
  return null;
}
