import type { Dispatcher } from 'undici';

type Body = Dispatcher.ResponseData['body'];

/** Thrown by the readers below: says what is wrong with an answer, without a byte of it. */
export class UnusableAnswer extends Error {
  override readonly name = 'UnusableAnswer';

  /** `lasting`: the same call would be answered so again. */
  constructor(
    message: string,
    readonly lasting = false,
  ) {
    super(message);
  }
}

/** JSON of at most `maxBytes`; `undefined` for an empty body. */
export async function readJson(body: Body, maxBytes: number): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of capped(body, maxBytes)) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new UnusableAnswer('it is not JSON');
  }
}

/** JSON where it can be had: for error bodies, whose status must never be hidden by what is wrong with them. */
export async function readJsonOrNothing(body: Body, maxBytes: number): Promise<unknown> {
  try {
    return await readJson(body, maxBytes);
  } catch {
    return undefined;
  }
}

/** A file as it arrives, of at most `maxBytes` and at least one. */
export async function* readFile(body: Body, maxBytes: number): AsyncGenerator<Uint8Array, void, undefined> {
  let empty = true;
  for await (const chunk of capped(body, maxBytes)) {
    empty = false;
    yield chunk;
  }
  if (empty) throw new UnusableAnswer('it is empty');
}

/** The body as it arrives. A consumer that stops early, and a body that grows past `maxBytes`, end the transfer. */
async function* capped(body: Body, maxBytes: number): AsyncGenerator<Uint8Array, void, undefined> {
  let size = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new UnusableAnswer(`it is larger than ${maxBytes} bytes`, true);
    yield chunk;
  }
}

/** The media type of a file, without parameters. Text and JSON are no files: a proxy's page, or a refusal with a success status. */
export function fileMediaType(contentType: unknown): string {
  const [bare = ''] = typeof contentType === 'string' ? contentType.toLowerCase().split(';') : [];
  const mediaType = bare.trim();
  if (mediaType === 'application/json' || mediaType.startsWith('text/')) {
    throw new UnusableAnswer(`it is ${/^[\w.+/-]{1,80}$/.test(mediaType) ? mediaType : 'text'} and not a file`);
  }
  return /^[\w.+-]{1,60}\/[\w.+-]{1,60}$/.test(mediaType) ? mediaType : 'application/octet-stream';
}
