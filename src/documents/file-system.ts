import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { DocumentRef } from '../domain/documents';
import { refusal } from '../domain/failures';
import { assertSubjectId } from '../domain/subject';
import type { DocumentAbout, DocumentStore } from './interface';

// <first half of the SHA-256 of the subject id, or `shared`>/<SHA-256 of the bytes>.bin: no id and no name of a person in any path.
const reference = /^file:(?<folder>[0-9a-f]{32}|shared)\/(?<sha256>[0-9a-f]{64})\.bin$/;
const mediaTypeShape = /^(?=.{3,127}$)[\w.+-]+\/[\w.+-]+(?:; ?[\w=.+-]+)*$/;
const abandonedAfterMs = 24 * 60 * 60 * 1000;

/** Documents as files that only this user can read, in one folder for each subject. */
export function fileSystemDocuments(folder: string, maxBytes: number): DocumentStore {
  const root = resolve(folder);
  const incoming = join(root, 'incoming');
  let swept = false;

  async function prepare(): Promise<void> {
    await mkdir(incoming, { recursive: true, mode: 0o700 });
    if (!swept) await removeAbandoned(incoming);
    swept = true;
  }

  return {
    async put(content, about) {
      assertAbout(about);
      await prepare();
      const arriving = join(incoming, randomUUID());
      try {
        const { sha256, size } = await write(arriving, content, maxBytes);
        const uri = `file:${folderOf(about.subjectId)}/${sha256}.bin`;
        const path = pathOf(root, uri);
        await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        // Over the same bytes, if they are there already: which also mends a copy that was damaged.
        await rename(arriving, path);
        await sync(dirname(path));
        return { uri, sha256, size, mediaType: about.mediaType };
      } finally {
        await rm(arriving, { force: true });
      }
    },

    async read(ref) {
      const path = pathOf(root, ref.uri);
      const size = await sizeOf(path, ref);
      if (size !== ref.size) throw altered(ref, `has ${size} bytes instead of ${ref.size}`);
      return verified(path, ref);
    },

    async remove(ref) {
      await rm(pathOf(root, ref.uri), { force: true });
    },
  };
}

async function write(path: string, content: AsyncIterable<Uint8Array> | Uint8Array, maxBytes: number) {
  const file = await open(path, 'wx', 0o600);
  try {
    const hash = createHash('sha256');
    let size = 0;
    for await (const chunk of content instanceof Uint8Array ? [content] : content) {
      size += chunk.byteLength;
      if (size > maxBytes)
        throw refusal('kyc.input.FileTooLarge', `The document is larger than ${maxBytes} bytes. Send a smaller file.`);
      hash.update(chunk);
      await writeAll(file, chunk);
    }
    if (size === 0) throw refusal('kyc.input.EmptyFile', 'The document has no bytes. Send the file again.');
    await file.sync();
    return { sha256: hash.digest('hex'), size };
  } finally {
    await file.close();
  }
}

/** A single write may take only a part. */
async function writeAll(file: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let done = 0; done < chunk.byteLength;) {
    done += (await file.write(chunk, done)).bytesWritten;
  }
}

async function* verified(path: string, ref: DocumentRef): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let held: Uint8Array | undefined;
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      if (held) yield held;
      hash.update(chunk);
      held = chunk;
    }
  } catch (error) {
    throw isMissing(error) ? missing(ref) : error;
  }
  if (hash.digest('hex') !== ref.sha256) throw altered(ref, 'has another SHA-256');
  if (held) yield held;
}

function assertAbout({ mediaType, subjectId }: DocumentAbout): void {
  if (!mediaTypeShape.test(mediaType)) {
    throw refusal(
      'kyc.input.UnsupportedMediaType',
      'The mediaType is not of the form type/subtype, for example image/jpeg.',
    );
  }
  if (subjectId !== undefined) assertSubjectId(subjectId);
}

function folderOf(subjectId: string | undefined): string {
  return subjectId === undefined ? 'shared' : createHash('sha256').update(subjectId).digest('hex').slice(0, 32);
}

/** Only what `put` returned leads anywhere: neither `..` nor an absolute path has its form. */
function pathOf(root: string, uri: string): string {
  const { folder, sha256 } = reference.exec(uri)?.groups ?? {};
  if (folder === undefined) {
    throw refusal(
      'kyc.input.DocumentMissing',
      'The uri of the document was not made by this store. Use the reference that put() returned.',
    );
  }
  return join(root, folder, `${sha256}.bin`);
}

async function sizeOf(path: string, ref: DocumentRef): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    throw isMissing(error) ? missing(ref) : error;
  }
}

/** A process that was killed while it wrote leaves what it had behind: personal data that no reference leads to. */
async function removeAbandoned(incoming: string): Promise<void> {
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name);
    const age = await stat(path).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (age > abandonedAfterMs) await rm(path, { force: true });
  }
}

/** Makes the new name itself survive a power cut. Windows, which has no such call, does so by itself. */
async function sync(directory: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}

function missing({ sha256 }: DocumentRef): Error {
  return refusal(
    'kyc.input.DocumentMissing',
    `The document ${sha256} is not in the store: removed, or put into another one. Put it again.`,
  );
}

function altered({ sha256 }: DocumentRef, how: string): Error {
  return refusal(
    'kyc.input.DocumentAltered',
    `The document ${sha256} ${how}: it was changed after it was stored. Put it again.`,
  );
}
