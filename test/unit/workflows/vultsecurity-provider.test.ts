import { refusal } from '../../../src/domain/failures';
import { vultsecurityProvider } from '../../../workflows/providers/vultsecurity';
import { imageOf } from '../onboarding/samples';
import { answering, calls } from './called-activities';

jest.mock('../../../workflows/activity-calls', () => ({ callActivity: jest.fn() }));

const vultsecurity = vultsecurityProvider(() => 'ordinary');
const references = { session: 'session-1', hook: 'hook-1' };
const circumstances = { consented: true, location: { latitude: 40.7, longitude: -74 } } as const;
const image = { uri: 'file:a', sha256: 'ab'.repeat(32), size: 3, mediaType: 'image/jpeg' };

describe('every attempt has a session of its own', () => {
  test.each([
    ['the first', () => vultsecurity.open('subject-1', 'idv', {}, circumstances).then((opened) => opened.references)],
    [
      'a further one',
      () =>
        vultsecurity.nextAttempt!({ subjectId: 'subject-1', level: 'idv', applicant: {}, circumstances, references }),
    ],
  ])('%s, opened with the consent that the person gave', async (_which, openOne) => {
    answering({ 'vultsecurity.openSession': { session: 'session-2', hook: 'hook-2' } });
    expect(await openOne()).toEqual({ session: 'session-2', hook: 'hook-2' });
    expect(calls()).toEqual([['vultsecurity.openSession', { subjectId: 'subject-1', consented: true }]]);
  });

  test('and none is given a consent that nobody gave', async () => {
    answering({ 'vultsecurity.openSession': references });
    await vultsecurity.open('subject-1', 'idv', {});
    expect(calls()).toEqual([['vultsecurity.openSession', { subjectId: 'subject-1', consented: undefined }]]);
  });
});

test('documents go out with what is known of the person’s circumstances', async () => {
  answering({ 'vultsecurity.uploadDocuments': { accepted: [], refused: [] } });
  const documents = [imageOf('PASSPORT')];
  await vultsecurity.upload(references, documents, ['selfie'], true, circumstances);
  expect(calls()).toEqual([
    [
      'vultsecurity.uploadDocuments',
      { session: 'session-1', documents, known: ['selfie'], again: true, circumstances },
    ],
  ]);
});

test('what the vendor says once is handed on to every read and to the watch', async () => {
  const findings = { on_sanction_list: false };
  const verdict = { status: 'approved', items: [], reasons: [], revision: '1', said: 'complete' };
  answering({
    'vultsecurity.finalizeSession': findings,
    'vultsecurity.readVerdict': verdict,
    'vultsecurity.watchSession': undefined,
  });
  const found = (await vultsecurity.submit(references, undefined)) ?? undefined;
  expect(await vultsecurity.read(references, found)).toBe(verdict);
  await vultsecurity.watch(references, { status: 'in_review', firstMs: 1, slowestMs: 2, findings });
  expect(calls().slice(1)).toEqual([
    ['vultsecurity.readVerdict', { session: 'session-1', findings }],
    ['vultsecurity.watchSession', { session: 'session-1', status: 'in_review', firstMs: 1, slowestMs: 2, findings }],
  ]);
});

describe('the images that are there', () => {
  test('are those that the vendor has', async () => {
    answering({ 'vultsecurity.readIdvSdkSession': { document_front_given: true, liveness_detected: true } });
    expect(await vultsecurity.imagesThere(references)).toEqual(['document_front', 'selfie']);
  });

  test('are none before the consent, when the vendor refuses to say', async () => {
    answering({ 'vultsecurity.readIdvSdkSession': refusal('kyc.provider.Rejected', 'the person has not consented') });
    expect(await vultsecurity.imagesThere(references)).toEqual([]);
  });
});

describe('evidence', () => {
  test.each([
    ['identification_card', ['state_id_card_front', 'state_id_card_back']],
    ['passport', ['passport_front']],
    ['something_new', []],
  ])('of a session with a document of type %s', async (document_type_e, sides) => {
    answering({ 'vultsecurity.readIdvSession': { document_type_e }, 'vultsecurity.downloadDocument': image });
    const kept = await vultsecurity.capture(references, 'images', 'subject-1');
    expect(kept.map(({ origin }) => origin)).toEqual(
      [...sides, 'selfie', 'liveness_passive'].map((file) => `vultsecurity.downloadDocument ${file}`),
    );
  });

  test('is missing, and not complete, when nothing is stored', async () => {
    answering({ 'vultsecurity.readIdvSession': {}, 'vultsecurity.downloadDocument': null });
    await expect(vultsecurity.capture(references, 'images', 'subject-1')).rejects.toMatchObject({
      type: 'kyc.provider.NotFound',
    });
  });
});

test('there is no page that a link could lead to', async () => {
  expect(vultsecurity.capabilities).toMatchObject({ collection: ['upload'], demands: ['consented', 'location'] });
  await expect(vultsecurity.link('subject-1', 'idv', 1800)).rejects.toMatchObject({ type: 'kyc.case.WrongPhase' });
});
