import { heardIn, type Arriving, type Heard, type Reader } from './heard';
import { peek, readFile, readSaid, UnusableAnswer, type Bytes } from './answer-body';
import { decodedFile, encodedFiles } from './encoded-file';
import { declaredType, isText, MAGIC_BYTES, typeByMagic } from './file-type';
import { BLOCK } from './tar-header';
import { isPacked, unpacked, type ArchiveMember } from './unpacked';

/** The bytes of a file, or a text that holds them; null when there is neither. */
export async function readMedium(reader: Reader, { body, contentType }: Arriving): Promise<Heard> {
  const { head, whole } = await peek(body, MAGIC_BYTES);
  if (head.byteLength === 0) return { answer: null };
  if (typeByMagic(head) !== undefined || !isWritten(head, contentType)) {
    const mediaType = typeByMagic(head) ?? declaredType(contentType) ?? 'application/octet-stream';
    return { answer: await reader.keep(readFile(whole, reader.maxBytes), mediaType) };
  }
  const heard = await readWritten(reader, whole);
  if ('refusal' in heard) return heard;
  const [file, another] = encodedFiles(heard.answer);
  if (another !== undefined) throw new UnusableAnswer('it holds several files');
  if (file === undefined) return { answer: null };
  const { content, mediaType } = decodedFile(file);
  if (mediaType === undefined) throw new UnusableAnswer('it holds no recognisable file');
  return { answer: await reader.keep(one(content), mediaType) };
}

/** A tar archive, or a text that holds one or several, unpacked into the store. Of an archive that is refused, nothing is answered. */
export async function readArchive(reader: Reader, { body, contentType }: Arriving): Promise<Heard> {
  const { head, whole } = await peek(body, BLOCK);
  if (head.byteLength === 0) return { answer: [] };
  if (isPacked(head) || !isWritten(head, contentType)) {
    return { answer: await unpacked(reader, [readFile(whole, reader.maxBytes)]) };
  }
  const heard = await readWritten(reader, whole);
  if ('refusal' in heard) return heard;
  const archives = encodedFiles(heard.answer).map((file) => one(decodedFile(file).content));
  const members: ArchiveMember[] = await unpacked(reader, archives);
  return { answer: members };
}

// JSON is told by its first character, whatever the header says; other text by the header, or by its looks when that is silent.
function isWritten(head: Buffer, contentType: unknown): boolean {
  const declared = declaredType(contentType);
  const silent = declared === undefined || declared === 'application/octet-stream';
  const text = head.toString('latin1');
  return isText(declared) || /^\s*[{["]/.test(text) || (silent && /^[\t\n\r -~]+$/.test(text));
}

/** What a text says where a file was expected: a "no", or what holds the file. */
async function readWritten(reader: Reader, body: Bytes): Promise<Heard> {
  // Base64 takes four characters for three bytes; the rest is for what is around it.
  const said = await readSaid(body, Math.ceil(reader.maxBytes * (4 / 3)) + 64 * 1024);
  return heardIn(reader, said, ({ text, value }) => {
    if (text?.startsWith('data:') === false) throw new UnusableAnswer('it is a text and not a file');
    return text ?? value;
  });
}

async function* one(content: Buffer): AsyncGenerator<Uint8Array> {
  yield content;
}
