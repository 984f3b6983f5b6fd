import { refusal } from '../../../src/domain/failures';
import { identomatProvider } from '../../../workflows/providers/identomat';
import { answering, calls } from './called-activities';

jest.mock('../../../workflows/activity-calls', () => ({ callActivity: jest.fn() }));

const identomat = identomatProvider(() => 'fast');
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const begun = { session: 'session-2', url: 'https://widget.test/?session_token=session-2', expiresAt: inMinutes(15) };
const link = (expiresAt: string) => ({ url: 'https://widget.test/?session_token=session-1', expiresAt });
const references = { session: 'session-1' };
const image = { uri: 'file:a', sha256: 'ab'.repeat(32), size: 3, mediaType: 'image/jpeg' };
const notFound = refusal('kyc.provider.NotFound', 'no such image');

describe('a link', () => {
  test('begins the first session: opening a case costs no call', async () => {
    answering({ 'identomat.openSession': begun });
    const opened = await identomat.open('subject-1', 'default', {});
    expect(opened).toEqual({ references: {}, adopted: false });
    expect(calls()).toEqual([]);
    const { session, ...made } = begun;
    expect(await identomat.link('subject-1', 'default', 1800, 'de', { references: {} })).toEqual({
      ...made,
      references: { session },
    });
    expect(calls()).toEqual([
      ['identomat.openSession', { subjectId: 'subject-1', level: 'default', language: 'de', instead: undefined }],
    ]);
  });

  test('that still works is handed out again, so that there are never two', async () => {
    answering({});
    const present = link(inMinutes(1));
    expect(await identomat.link('subject-1', 'default', 1800, undefined, { references, link: present })).toEqual(
      present,
    );
  });

  test('that has run out is replaced, session and all', async () => {
    answering({ 'identomat.openSession': begun });
    const now = { references, link: link(inMinutes(-1)) };
    const issued = await identomat.link('subject-1', 'default', 1800, undefined, now);
    expect(issued).toMatchObject({ url: begun.url, references: { session: 'session-2' } });
    expect(calls()).toMatchObject([['identomat.openSession', { instead: 'session-1' }]]);
  });

  test('is not replaced when the person has finished after all', async () => {
    answering({ 'identomat.openSession': { finished: true } });
    const now = { references, link: link(inMinutes(-1)) };
    expect(await identomat.link('subject-1', 'default', 1800, undefined, now)).toEqual({ ...now.link, finished: true });
  });

  test('of a further attempt begins a session, although the last link has not run out', async () => {
    answering({ 'identomat.openSession': begun });
    const attempt = { subjectId: 'subject-1', level: 'default', applicant: {}, references };
    const now = { references: await identomat.nextAttempt!(attempt), link: link(inMinutes(10)) };
    expect(await identomat.link('subject-1', 'default', 1800, undefined, now)).toHaveProperty('references', {
      session: 'session-2',
    });
    expect(calls()).toMatchObject([['identomat.openSession', { instead: undefined }]]);
  });
});

test('before there is a session the provider has said nothing, and is not asked', async () => {
  answering({});
  expect(await identomat.read({})).toMatchObject({ status: 'collecting', said: 'no session yet' });
});

describe('evidence', () => {
  const result = {
    generalDocuments: { 0: { pages: { 0: { typeId: 'utility-bill' }, 1: { typeId: 'utility-bill' } } } },
  };
  const none = {
    'identomat.getCardFrontImage': notFound,
    'identomat.getCardBackImage': null,
    'identomat.getPassportImage': refusal('kyc.provider.Rejected', 'no such image'),
    'identomat.getFaceImage': null,
  };

  test('keeps the images that are there, each with its origin, and the proof of address once', async () => {
    answering({
      ...none,
      'identomat.getPassportImage': image,
      'identomat.getFaceImage': image,
      'identomat.getResult': result,
      'identomat.getGeneralDocument': image,
    });
    const kept = await identomat.capture(references, 'images', 'subject-1');
    expect(kept.map(({ origin, sha256 }) => [origin, sha256])).toEqual(
      ['identomat.getPassportImage', 'identomat.getFaceImage', 'identomat.getGeneralDocument utility-bill'].map(
        (origin) => [origin, image.sha256],
      ),
    );
  });

  test('keeps the report', async () => {
    answering({ 'identomat.exportSessionAsPdf': { ...image, mediaType: 'application/pdf' } });
    expect(await identomat.capture(references, 'report', 'subject-1')).toMatchObject([
      { mediaType: 'application/pdf', origin: 'identomat.exportSessionAsPdf' },
    ]);
  });

  test('is missing, and not complete, when there is none of it', async () => {
    answering({ ...none, 'identomat.getResult': {}, 'identomat.exportSessionAsPdf': null });
    for (const what of ['images', 'report'] as const) {
      await expect(identomat.capture(references, what, 'subject-1')).rejects.toMatchObject({
        type: 'kyc.provider.NotFound',
      });
    }
  });

  test('is not taken for absent when it cannot be had now', async () => {
    const unauthorized = refusal('kyc.provider.Unauthorized', 'the key was refused');
    answering({ ...none, 'identomat.getCardBackImage': unauthorized, 'identomat.getResult': {} });
    await expect(identomat.capture(references, 'images', 'subject-1')).rejects.toBe(unauthorized);
  });
});

test('what Identomat cannot do is refused, and does not look done', async () => {
  const { capabilities } = identomat;
  expect(capabilities).toMatchObject({ collection: ['hosted'], levelChange: [], applicantData: false });
  await expect(identomat.upload(references, [], [], false)).rejects.toMatchObject({ type: 'kyc.case.WrongPhase' });
  await expect(identomat.submit(references, undefined)).rejects.toMatchObject({ type: 'kyc.case.WrongPhase' });
});
