import { requestBody } from '../../../src/providers/request-body';
import { parseMultipart } from '../../../src/sandbox/multipart';
import { DocumentsInMemory } from './documents-in-memory';

const JPEG = Buffer.from('\xff\xd8\xff a made-up photo', 'latin1');
const form = {
  name: 'compare',
  method: 'POST',
  body: 'form',
  files: { face1: ['image/jpeg'], faces: ['image/jpeg'] },
} as const;
const json = { ...form, body: 'json' } as const;

const documents = new DocumentsInMemory();
const source = { documents, maxBytes: 1024, signal: new AbortController().signal };
const photo = documents.add(JPEG, 'image/jpeg');
const other = documents.add(Buffer.from('\xff\xd8\xff another', 'latin1'), 'image/jpeg');

describe('a form', () => {
  test('has a part for every field, texts first and files last, whatever their order', async () => {
    const fields = {
      face1: photo,
      text: 'a "b"\r\nü',
      flags: { deep: [1] },
      steps: [],
      count: 0,
      yes: false,
      none: null,
      absent: undefined,
    };
    const { content, mediaType } = await requestBody(form, fields, source);
    const parts = parseMultipart(mediaType!, content!)!;
    expect(parts.map(({ name, content: bytes }) => [name, bytes.toString('latin1')])).toEqual([
      ['text', Buffer.from('a "b"\r\nü').toString('latin1')],
      ['flags', '{"deep":[1]}'],
      ['steps', '[]'],
      ['count', '0'],
      ['yes', 'false'],
      ['face1', JPEG.toString('latin1')],
    ]);
  });

  test('names files and their types, and declares none for texts', async () => {
    const { content } = await requestBody(form, { text: 'a', face1: photo }, source);
    const heads = content!.toString('latin1').match(/Content-[^\r]+/g);
    expect(heads).toEqual([
      'Content-Disposition: form-data; name="text"',
      'Content-Disposition: form-data; name="face1"; filename="face1.jpg"',
      'Content-Type: image/jpeg',
    ]);
  });

  test('may have several files under one name', async () => {
    const { content, mediaType } = await requestBody(form, { faces: [photo, other] }, source);
    expect(parseMultipart(mediaType!, content!)!.map(({ name }) => name)).toEqual(['faces', 'faces']);
  });
});

describe('JSON', () => {
  test('has files as base64', async () => {
    const { content, mediaType } = await requestBody(json, { text: 'a', face1: photo, faces: [other] }, source);
    expect(mediaType).toBe('application/json');
    expect(JSON.parse(content!.toString())).toEqual({
      text: 'a',
      face1: JPEG.toString('base64'),
      faces: [Buffer.from('\xff\xd8\xff another', 'latin1').toString('base64')],
    });
  });

  test('leaves out a file that is not given', async () => {
    const { content } = await requestBody(json, { text: 'a' }, source);
    expect(JSON.parse(content!.toString())).toEqual({ text: 'a' });
  });
});

describe.each([form, json])('before anything is sent in $body', (row) => {
  test.each([
    ['of another type', { ...photo, mediaType: 'image/png' }, 'kyc.input.UnsupportedMediaType'],
    ['that is empty', { ...photo, size: 0 }, 'kyc.input.EmptyFile'],
    ['that is too large', { ...photo, size: 1025 }, 'kyc.input.FileTooLarge'],
    ['that is larger than it says', documents.add(Buffer.alloc(2000), 'image/jpeg'), 'kyc.input.FileTooLarge'],
    ['that is not there', { ...photo, sha256: 'a'.repeat(64) }, 'kyc.input.DocumentMissing'],
  ])('a file %s is refused', async (_what, document, type) => {
    const sized = type === 'kyc.input.FileTooLarge' && document.size > 1025 ? { ...document, size: 3 } : document;
    await expect(requestBody(row, { face1: sized }, source)).rejects.toMatchObject({ type, nonRetryable: true });
  });
});
