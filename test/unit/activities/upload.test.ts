import { ApplicationFailure } from '@temporalio/common';
import type { Info } from '@temporalio/activity';
import { uploadDocuments } from '../../../activities/idngo/upload';
import type { ApplicantDocument } from '../../../src/domain/documents';
import { refusal } from '../../../src/domain/failures';
import type { FailureType } from '../../../src/domain/failures';
import type { UploadReport } from '../../../workflows/providers/contract';
import { imageOf } from '../onboarding/samples';
import { attempt } from './attempt';
import { FakeIdngo } from './fake-idngo';

const all = [imageOf('ID_CARD', 'back'), imageOf('SELFIE'), imageOf('ID_CARD', 'front'), imageOf('UTILITY_BILL')];

function upload(
  idngo: FakeIdngo,
  documents: readonly ApplicantDocument[],
  { known = [], ...info }: Partial<Info> & { known?: readonly string[] } = {},
): Promise<UploadReport> {
  const request = { applicantId: 'a-1', documents, known };
  return attempt(info).run(uploadDocuments(idngo.client), request);
}

/** Holds an upload back until it is let go. */
function held() {
  let letGo = () => {};
  const until = new Promise<void>((resolve) => (letGo = resolve));
  return { until, letGo };
}

test('every document arrives once, as its type, country and side', async () => {
  const idngo = new FakeIdngo();
  const { accepted, refused } = await upload(idngo, all);
  expect(refused).toEqual([]);
  expect(accepted.map(({ document }) => document).sort()).toEqual([0, 1, 2, 3]);
  for (const { document, imageId } of accepted) {
    const { type, side, country } = idngo.images.find(({ id }) => id === imageId)!;
    expect({ type, side: side ?? null, country }).toEqual({
      type: all[document]!.type,
      side: all[document]!.side,
      country: 'KAZ',
    });
  }
});

test('documents go out together, and the back of one only once its front is there', async () => {
  const front = held();
  const idngo = new FakeIdngo(async ({ side }) => (side === 'front' ? front.until : undefined));
  const report = upload(idngo, all);
  await Promise.resolve();
  expect(idngo.calls).toEqual(['ID_CARD front', 'SELFIE', 'UTILITY_BILL']);
  front.letGo();
  await report;
  expect(idngo.calls).toEqual(['ID_CARD front', 'SELFIE', 'UTILITY_BILL', 'ID_CARD back']);
});

test('a document that has no sides goes without one, whatever its caller said', async () => {
  const idngo = new FakeIdngo();
  await upload(idngo, [imageOf('PASSPORT', 'front')]);
  expect(idngo.calls).toEqual(['PASSPORT']);
});

test('a first attempt does not look: it knows that nothing of its own can be there', async () => {
  const idngo = new FakeIdngo();
  await upload(idngo, all, { attempt: 1 });
  expect(idngo.calls).not.toContain('look');
});

describe('an attempt that repeats a lost one', () => {
  test('looks first and sends only what did not arrive', async () => {
    const idngo = new FakeIdngo();
    await upload(idngo, [all[2]!, all[1]!]);
    idngo.calls.length = 0;
    const { accepted } = await upload(idngo, all, { attempt: 2 });
    expect(idngo.calls).toEqual(['look', 'ID_CARD back', 'UTILITY_BILL']);
    expect(accepted.map(({ imageId }) => imageId).sort()).toEqual(['image-1', 'image-2', 'image-3', 'image-4']);
    expect(accepted.find(({ document }) => document === 2)).toEqual({ document: 2, imageId: 'image-1' });
  });

  test('does not take images of an earlier submission for its own', async () => {
    const idngo = new FakeIdngo();
    await upload(idngo, [imageOf('SELFIE')]);
    const { accepted } = await upload(idngo, [imageOf('SELFIE')], { attempt: 2, known: ['image-1'] });
    expect(accepted).toEqual([{ document: 0, imageId: 'image-2' }]);
    expect(idngo.images).toHaveLength(2);
  });

  test('knows its images also where two steps are met by one type', async () => {
    const idngo = new FakeIdngo();
    const status = { idDocType: 'PASSPORT' };
    const steps = { IDENTITY: { ...status, imageIds: ['i-1'] }, IDENTITY2: { ...status, imageIds: ['i-2'] } };
    Object.assign(idngo.client, { getRequiredIdDocsStatus: async () => steps });
    const { accepted } = await upload(idngo, [imageOf('PASSPORT'), imageOf('PASSPORT')], { attempt: 2 });
    expect(accepted.map(({ imageId }) => imageId)).toEqual(['i-1', 'i-2']);
    expect(idngo.calls).toEqual([]);
  });
});

describe('a file that the provider does not take', () => {
  test.each<[FailureType, string]>([
    ['kyc.provider.Rejected', 'IDnGO answered 400'],
    ['kyc.provider.TooLarge', 'IDnGO answered 413'],
    ['kyc.provider.UnsupportedMediaType', 'IDnGO answered 415'],
    ['kyc.input.DocumentMissing', 'The document is not in the store.'],
    ['kyc.input.DocumentAltered', 'The document has changed.'],
  ])('is reported (%s), and the others arrive', async (type, message) => {
    const idngo = new FakeIdngo(async (one) => {
      if (one.type === 'SELFIE') throw refusal(type, message);
    });
    const { accepted, refused } = await upload(idngo, all);
    expect(refused).toEqual([{ document: 1, type, message }]);
    expect(accepted.map(({ document }) => document).sort()).toEqual([0, 2, 3]);
  });

  test('because of its quality is reported with the vendor’s words for it', async () => {
    const errors = ['dataNotReadable', 'screenshot'];
    const idngo = new FakeIdngo(async (one, kept) => (one.type === 'SELFIE' ? { errors, imageId: kept() } : undefined));
    expect((await upload(idngo, all)).refused).toEqual([
      { document: 1, type: 'kyc.provider.Rejected', message: 'dataNotReadable, screenshot' },
    ]);
  });
});

describe('a failure that is no file’s fault', () => {
  test.each<[string, Error]>([
    ['a rotated key', refusal('kyc.provider.Unauthorized', 'IDnGO answered 401')],
    ['an applicant that is gone', refusal('kyc.provider.NotFound', 'IDnGO answered 404')],
    ['an outage', ApplicationFailure.create({ type: 'kyc.provider.Unavailable', message: 'IDnGO answered 503' })],
    [
      'a refusal that may pass',
      ApplicationFailure.create({ type: 'kyc.provider.Rejected', message: 'IDnGO answered 400' }),
    ],
    ['a mistake in the program', new TypeError('undefined is not a function')],
  ])('fails the attempt: %s', async (_what, error) => {
    const idngo = new FakeIdngo(async (one) => {
      if (one.type === 'SELFIE') throw error;
    });
    await expect(upload(idngo, all)).rejects.toBe(error);
  });

  test('fails it once the others have ended: what is still on its way would be sent twice', async () => {
    const slow = held();
    const lost = new Error('connection reset');
    const idngo = new FakeIdngo(async (one) => {
      if (one.type === 'SELFIE') throw lost;
      if (one.type === 'UTILITY_BILL') await slow.until;
    });
    const report = upload(idngo, [imageOf('SELFIE'), imageOf('UTILITY_BILL')]);
    const first = await Promise.race([
      report.catch(() => 'failed'),
      new Promise((resolve) => setImmediate(resolve, 'waits')),
    ]);
    expect(first).toBe('waits');
    slow.letGo();
    await expect(report).rejects.toBe(lost);
    expect(idngo.imageIds('UTILITY_BILL')).toHaveLength(1);
  });
});

test('an attempt that lasts shows that it lives, and a cancelled one cancels its requests', async () => {
  const env = attempt({ heartbeatTimeoutMs: 3_000 });
  // Each upload is answered only after a sign of life: without one this test would never end.
  const beat = new Promise<void>((resolve) => env.on('heartbeat', () => resolve()));
  const idngo = new FakeIdngo(() => beat);
  await env.run(uploadDocuments(idngo.client), { applicantId: 'a-1', documents: all, known: [] });
  expect(idngo.signals.map((signal) => signal?.aborted)).toEqual([false, false, false, false]);
  env.cancel();
  expect(idngo.signals.map((signal) => signal?.aborted)).toEqual([true, true, true, true]);
});
