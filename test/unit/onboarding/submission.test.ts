import type { ApplicantDocument } from '../../../src/domain/documents';
import { assertSubmittable, missingOf } from '../../../workflows/onboarding/documents';
import { identity, imageOf, selfie } from './samples';

const asked = [identity, selfie];

function refusalOf(...given: Parameters<typeof assertSubmittable>) {
  try {
    assertSubmittable(...given);
  } catch (error) {
    return error as Error & { type: string; nonRetryable: boolean };
  }
  throw new Error('it was accepted');
}

const submit = (...documents: unknown[]) => refusalOf(documents as ApplicantDocument[], asked, [], 50 * 1024 * 1024);

test.each<[string, ApplicantDocument[]]>([
  ['a passport', [imageOf('PASSPORT')]],
  ['both sides of an ID card', [imageOf('ID_CARD', 'front'), imageOf('ID_CARD', 'back')]],
  [
    'both sides, the back first, among others',
    [imageOf('ID_CARD', 'back'), imageOf('SELFIE'), imageOf('ID_CARD', 'front')],
  ],
  ['a video of the largest size', [imageOf('SELFIE', null, { mediaType: 'video/mp4', size: 50 * 1024 * 1024 })]],
])('%s can be submitted', (_what, documents) => {
  expect(() => assertSubmittable(documents, asked)).not.toThrow();
});

describe('one side of a two-sided document', () => {
  const back =
    'ID_CARD has two sides and the back is missing: hand in both sides, as side front and side back. Nothing was sent.';

  test.each([
    ['the front alone', [imageOf('ID_CARD', 'front')], back],
    ['the back alone', [imageOf('ID_CARD', 'back')], back.replace('the back is', 'the front is')],
    ['an image that is said to be no side', [imageOf('ID_CARD')], back.replace('the back is', 'the front is')],
    ['the front twice', [imageOf('ID_CARD', 'front'), imageOf('ID_CARD', 'front')], back],
    ['the front among other documents', [imageOf('SELFIE'), imageOf('ID_CARD', 'front')], back],
  ])('is refused: %s', (_what, documents, message) => {
    expect(refusalOf(documents, asked)).toMatchObject({
      type: 'kyc.input.IncompleteDocument',
      nonRetryable: true,
      message,
    });
  });

  test('is accepted when the other side is there already', () => {
    const before = [{ type: 'ID_CARD', side: 'front' as const }];
    expect(() => assertSubmittable([imageOf('ID_CARD', 'back')], asked, before)).not.toThrow();
    expect(refusalOf([imageOf('DRIVERS', 'back')], undefined, before).message).toContain('DRIVERS has two sides');
  });
});

describe('a file that no provider takes', () => {
  const limit = 50 * 1024 * 1024;

  test.each<[string, object, string, string]>([
    ['is empty', { size: 0 }, 'kyc.input.EmptyFile', 'the file is empty'],
    [
      'is too large',
      { size: limit + 1 },
      'kyc.input.FileTooLarge',
      'the file has 52428801 bytes, more than documents.maxBytes (52428800)',
    ],
    [
      'is of an unsupported media type',
      { mediaType: 'image/heic' },
      'kyc.input.UnsupportedMediaType',
      'the media type is not one of image/jpeg, image/png, application/pdf, video/mp4, video/webm, video/quicktime',
    ],
  ])('%s, and is refused by its place, type and side', (_what, about, type, text) => {
    expect(submit(imageOf('PASSPORT'), imageOf('ID_CARD', 'back', about))).toMatchObject({
      type,
      nonRetryable: true,
      message: `documents[1] (ID_CARD back): ${text}. Nothing was sent.`,
    });
  });
});

test('a document that was not asked for is refused, saying what is asked for', () => {
  expect(submit(imageOf('UTILITY_BILL'))).toMatchObject({
    type: 'kyc.input.UnexpectedDocument',
    message:
      'documents[0] (UTILITY_BILL) was not asked for; asked for: IDENTITY (PASSPORT or ID_CARD), SELFIE (SELFIE). Nothing was sent.',
  });
  expect(refusalOf([imageOf('PASSPORT')], []).message).toContain('asked for: nothing');
});

test('until it is known what is asked for, any type may come', () => {
  expect(() => assertSubmittable([imageOf('UTILITY_BILL')], undefined)).not.toThrow();
});

const anywhere: unknown = { ...imageOf('PASSPORT'), country: 'kaz' };
test.each<[string, unknown, string]>([
  ['nothing', null, 'documents[0].type must be a document type such as PASSPORT'],
  ['no type', { ...imageOf('PASSPORT'), type: undefined }, 'documents[0].type must be'],
  ['a type that is no word', { ...imageOf('PASSPORT'), type: 'my passport' }, 'documents[0].type must be'],
  ['a type in a list', { ...imageOf('PASSPORT'), type: ['PASSPORT'] }, 'documents[0].type must be'],
  [
    'a country of two letters',
    { ...imageOf('PASSPORT'), country: 'KZ' },
    'country must be ISO 3166-1 alpha-3, such as KAZ',
  ],
  ['a country in small letters', anywhere, 'documents[0] (PASSPORT): country must be'],
  ['a country in a list', { ...imageOf('PASSPORT'), country: ['KAZ'] }, 'documents[0] (PASSPORT): country must be'],
  ['a third side', { ...imageOf('ID_CARD'), side: 'left' }, 'documents[0] (ID_CARD): side must be front, back or null'],
  [
    'no reference',
    { ...imageOf('PASSPORT'), document: undefined },
    'document must be a DocumentRef, as kyc.documents.put returns it',
  ],
  ['the bytes themselves', { ...imageOf('PASSPORT'), document: 'aGVsbG8=' }, 'document must be a DocumentRef'],
  ['a reference without a place', imageOf('PASSPORT', null, { uri: '' }), 'document must be a DocumentRef'],
  ['a place of any length', imageOf('PASSPORT', null, { uri: 'f'.repeat(2049) }), 'document must be a DocumentRef'],
  ['a hash of another kind', imageOf('PASSPORT', null, { sha256: 'AB'.repeat(32) }), 'document must be a DocumentRef'],
  ['half a byte', imageOf('PASSPORT', null, { size: 0.5 }), 'document must be a DocumentRef'],
])('a document that is %s is refused in words', (_what, given, text) => {
  const { type, message } = submit(given);
  expect(type).toBe('kyc.input.InvalidRequest');
  expect(message).toContain(text);
});

test.each([undefined, null, [], {}, 'PASSPORT'])('%j is no list of documents', (given) => {
  expect(refusalOf(given as never, asked)).toMatchObject({
    type: 'kyc.input.InvalidRequest',
    message: 'documents must be a list with at least one document. Nothing was sent.',
  });
});

test('every item that is wrong is named at once, and the type is that of the first', () => {
  const { type, message } = submit(
    imageOf('SELFIE', null, { size: 0 }),
    imageOf('UTILITY_BILL', null, { mediaType: 'text/html' }),
  );
  expect(type).toBe('kyc.input.EmptyFile');
  expect(message.split('; ').map((text) => text.slice(0, 32))).toEqual([
    'documents[0] (SELFIE): the file ',
    'documents[1] (UTILITY_BILL): the',
    'documents[1] (UTILITY_BILL) was ',
    'asked for: IDENTITY (PASSPORT or',
  ]);
});

test('what is refused names no address, hash, country or free text of the caller', () => {
  const personal = { uri: 'file:quokka', sha256: 'cd'.repeat(32), size: 0, mediaType: 'image/quokka' };
  const { message } = submit({
    ...imageOf('PASSPORT', null, personal),
    country: 'Quokka Example',
    side: 'Quokka Example',
  });
  expect(message).not.toMatch(/quokka|cdcd/i);
});

describe('what is still missing', () => {
  test.each([
    ['everything, at first', [], ['IDENTITY', 'SELFIE']],
    ['the rest', [{ type: 'PASSPORT' }], ['SELFIE']],
    [
      'a document with one of its two sides',
      [{ type: 'ID_CARD', side: 'front' as const }, { type: 'SELFIE' }],
      ['IDENTITY'],
    ],
    [
      'nothing, once any of the types is complete',
      [{ type: 'ID_CARD', side: 'front' as const }, { type: 'PASSPORT' }, { type: 'SELFIE' }],
      [],
    ],
    ['what nobody handed in, whatever else came', [{ type: 'UTILITY_BILL' }], ['IDENTITY', 'SELFIE']],
  ])('is %s', (_what, handedIn, missing) => {
    expect(missingOf(asked, handedIn).map(({ step }) => step)).toEqual(missing);
  });

  test('is nothing where nothing is asked', () => {
    expect(missingOf([], [])).toEqual([]);
  });
});
