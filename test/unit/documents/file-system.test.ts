import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { openDocumentStore, type DocumentStore } from '../../../src/documents/document-store';
import type { DocumentRef } from '../../../src/domain/documents';
import type { DocumentAccess } from '../../../src/providers/operation';

const about = { mediaType: 'image/jpeg', subjectId: 'subject-1' };
const image = Buffer.from('not really a picture');
let folder: string;
let documents: DocumentStore;

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'kyc-documents-')), 'store');
  documents = openDocumentStore(`file:${folder}`, { maxBytes: 1_000_000 });
});
afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }));

test('what was put is read back, under a reference that says size, hash and type', async () => {
  const ref = await documents.put(image, about);

  expect(ref).toEqual({
    uri: expect.stringMatching(/^file:[0-9a-f]{32}\/[0-9a-f]{64}\.bin$/),
    sha256: createHash('sha256').update(image).digest('hex'),
    size: image.length,
    mediaType: 'image/jpeg',
  });
  expect(await bytesOf(ref)).toEqual(image);
});

test('any bytes in any pieces come back whole', async () => {
  const access: DocumentAccess = documents;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uint8Array({ maxLength: 200_000, size: 'max' }), { minLength: 1, maxLength: 4 }),
      async (pieces) => {
        const whole = Buffer.concat(pieces);
        fc.pre(whole.length > 0);
        const ref = await access.put(inPieces(pieces), about);
        expect((await bytesOf(ref)).equals(whole)).toBe(true);
      },
    ),
    { numRuns: 20 },
  );
});

test('paths hold neither the subject id nor anything that others on the machine can read', async () => {
  await documents.put(image, about);
  const paths = await everythingIn(folder);

  expect(paths.join()).not.toContain('subject-1');
  const modes = await Promise.all(paths.map(async (path) => ((await stat(path)).mode & 0o777).toString(8)));
  expect([...new Set(modes)].sort()).toEqual(['600', '700']);
});

test('the same bytes are kept once for a subject, and apart for another one', async () => {
  const first = await documents.put(image, about);
  expect(await documents.put(inPieces([image]), about)).toEqual(first);
  const other = await documents.put(image, { ...about, subjectId: 'subject-2' });
  expect((await filesIn(folder)).length).toBe(2);

  await documents.remove(first);
  await expect(documents.read(first)).rejects.toMatchObject({ type: 'kyc.input.DocumentMissing' });
  expect(await bytesOf(other)).toEqual(image);
});

test('putting the bytes again mends a copy that was damaged', async () => {
  const ref = await documents.put(image, about);
  await writeFile(pathOf(ref), 'something else');
  await documents.put(image, about);
  expect(await bytesOf(ref)).toEqual(image);
});

test('many puts of the same bytes at once leave one good file', async () => {
  const refs = await Promise.all(Array.from({ length: 10 }, () => documents.put(image, about)));
  expect(new Set(refs.map(({ uri }) => uri)).size).toBe(1);
  expect(await filesIn(folder)).toEqual([pathOf(refs[0]!)]);
  expect(await bytesOf(refs[0]!)).toEqual(image);
});

test('a document over the limit is refused as soon as that is known, and leaves no file', async () => {
  let pulled = 0;
  let closed = false;
  async function* endless() {
    try {
      for (;;) {
        pulled++;
        yield Buffer.alloc(300_000, 1);
      }
    } finally {
      closed = true;
    }
  }
  await expect(documents.put(endless(), about)).rejects.toMatchObject({
    type: 'kyc.input.FileTooLarge',
    message: expect.stringContaining('1000000 bytes'),
  });
  expect({ pulled, closed }).toEqual({ pulled: 4, closed: true });
  expect(await filesIn(folder)).toEqual([]);
});

test('a document of exactly the limit is taken', async () => {
  await expect(documents.put(Buffer.alloc(1_000_000), about)).resolves.toMatchObject({ size: 1_000_000 });
});

test.each([
  ['no bytes', Buffer.alloc(0)],
  ['only empty pieces', inPieces([Buffer.alloc(0), Buffer.alloc(0)])],
])('a document of %s is refused, and leaves no file', async (_, content) => {
  await expect(documents.put(content, about)).rejects.toMatchObject({ type: 'kyc.input.EmptyFile' });
  expect(await filesIn(folder)).toEqual([]);
});

test('a source that breaks off leaves no file', async () => {
  async function* breaking() {
    yield image;
    throw new Error('connection lost');
  }
  await expect(documents.put(breaking(), about)).rejects.toThrow('connection lost');
  expect(await filesIn(folder)).toEqual([]);
});

test.each([
  [
    'a subject id that is personal data',
    { ...about, subjectId: 'somebody@example.test' },
    'kyc.input.InvalidSubjectId',
  ],
  ['a media type that is none', { ...about, mediaType: 'picture' }, 'kyc.input.UnsupportedMediaType'],
])('%s is refused before anything is written', async (_, broken, type) => {
  await expect(documents.put(image, broken)).rejects.toMatchObject({ type });
  await expect(stat(folder)).rejects.toMatchObject({ code: 'ENOENT' });
});

describe('a document that was changed', () => {
  const large = Buffer.alloc(300_000, 7);

  test('is never handed out whole, though its size is right', async () => {
    const ref = await documents.put(large, about);
    const damaged = Buffer.from(large);
    damaged[10] = 8;
    await writeFile(pathOf(ref), damaged);

    const parts: Uint8Array[] = [];
    const reading = (async () => {
      for await (const part of await documents.read(ref)) parts.push(part);
    })();
    await expect(reading).rejects.toMatchObject({ type: 'kyc.input.DocumentAltered' });
    expect(Buffer.concat(parts).length).toBeLessThan(large.length);
  });

  test('is refused before the first byte when its size is wrong', async () => {
    const ref = await documents.put(large, about);
    await truncate(pathOf(ref), 100);
    await expect(documents.read(ref)).rejects.toMatchObject({ type: 'kyc.input.DocumentAltered' });
  });

  test('is refused when the reference names another hash', async () => {
    const ref = await documents.put(image, about);
    await expect(bytesOf({ ...ref, sha256: 'a'.repeat(64) })).rejects.toMatchObject({
      type: 'kyc.input.DocumentAltered',
    });
  });
});

test('a document that goes between asking and reading is missing, not a broken stream', async () => {
  const ref = await documents.put(image, about);
  const content = await documents.read(ref);
  await documents.remove(ref);
  await expect(content[Symbol.asyncIterator]().next()).rejects.toMatchObject({ type: 'kyc.input.DocumentMissing' });
});

test('removing is done when the document is gone, however often it is asked for', async () => {
  const ref = await documents.put(image, about);
  await documents.remove(ref);
  await expect(documents.remove(ref)).resolves.toBeUndefined();
  expect(await filesIn(folder)).toEqual([]);
});

test.each([
  'file:../../etc/passwd',
  'file:/etc/passwd',
  'file:shared/../../secret.bin',
  `file:shared/${'a'.repeat(64)}.bin/../../x`,
  `file:shared/${'a'.repeat(64)}.bin\n`,
  'file:///etc/passwd',
  'http://127.0.0.1/x',
  '',
])('%j leads nowhere, neither to read nor to remove', async (uri) => {
  const ref = { uri, sha256: 'a'.repeat(64), size: 1, mediaType: 'image/jpeg' };
  await expect(documents.read(ref)).rejects.toMatchObject({ type: 'kyc.input.DocumentMissing' });
  await expect(documents.remove(ref)).rejects.toMatchObject({ type: 'kyc.input.DocumentMissing' });
});

test('what a killed process left half written goes a day later, and what is being written stays', async () => {
  await documents.put(image, about);
  const [abandoned, arriving] = ['abandoned', 'arriving'].map((name) => join(folder, 'incoming', name));
  await Promise.all([writeFile(abandoned!, 'half'), writeFile(arriving!, 'half')]);
  const twoDaysAgo = new Date(Date.now() - 2 * 24 * 60 * 60 * 1000);
  await utimes(abandoned!, twoDaysAgo, twoDaysAgo);

  await openDocumentStore(`file:${folder}`, { maxBytes: 1_000 }).put(image, about);
  expect(await readdir(join(folder, 'incoming'))).toEqual(['arriving']);
});

test.each(['s3://bucket', 'file:', 'file://host/folder', ''])('%j is refused as a document store URL', (url) => {
  expect(() => openDocumentStore(url, { maxBytes: 1 })).toThrow(/file:FOLDER/);
});

async function bytesOf(ref: DocumentRef): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of await documents.read(ref)) parts.push(part);
  return Buffer.concat(parts);
}

async function* inPieces(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces;
}

function pathOf({ uri }: DocumentRef): string {
  return join(folder, uri.slice('file:'.length));
}

async function everythingIn(root: string): Promise<string[]> {
  const names = await readdir(root, { recursive: true });
  return names.map((name) => join(root, name));
}

async function filesIn(root: string): Promise<string[]> {
  const paths = await everythingIn(root);
  const kinds = await Promise.all(paths.map(async (path) => (await stat(path)).isFile()));
  return paths.filter((_, at) => kinds[at]);
}
