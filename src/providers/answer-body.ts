export type Bytes = AsyncIterable<Uint8Array>;

/** Thrown by the readers of an answer: says what is wrong with it, without a byte of it. */
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

/** What a body of at most `maxBytes` says: `value` when it is JSON, its text when it is something else, neither when it is empty. */
export interface Said {
  readonly value?: unknown;
  readonly text?: string;
}

export async function readSaid(body: Bytes, maxBytes: number): Promise<Said> {
  const text = (await readAll(body, maxBytes)).toString('utf8').trim();
  if (text === '') return {};
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return { text };
  }
}

/** JSON of at most `maxBytes`; `undefined` for an empty body. */
export async function readJson(body: Bytes, maxBytes: number): Promise<unknown> {
  return jsonOf(await readSaid(body, maxBytes));
}

export function jsonOf({ value, text }: Said): unknown {
  if (text !== undefined) throw new UnusableAnswer('it is not JSON');
  return value;
}

/** JSON where it can be had. */
export async function readJsonOrNothing(body: Bytes, maxBytes: number): Promise<unknown> {
  return (await readSaidOrNothing(body, maxBytes)).value;
}

/** What can be had: for error bodies, whose status must never be hidden by what is wrong with them. */
export async function readSaidOrNothing(body: Bytes, maxBytes: number): Promise<Said> {
  try {
    return await readSaid(body, maxBytes);
  } catch {
    return {};
  }
}

async function readAll(body: Bytes, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of capped(body, maxBytes)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** A file as it arrives, of at most `maxBytes` and at least one. */
export async function* readFile(body: Bytes, maxBytes: number): AsyncGenerator<Uint8Array, void, undefined> {
  let empty = true;
  for await (const chunk of capped(body, maxBytes)) {
    empty = false;
    yield chunk;
  }
  if (empty) throw new UnusableAnswer('it is empty');
}

/** The body as it arrives. A consumer that stops early, and a body that grows past `maxBytes`, end the transfer. */
export async function* capped(body: Bytes, maxBytes: number): AsyncGenerator<Uint8Array, void, undefined> {
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new UnusableAnswer(`it is larger than ${maxBytes} bytes`, true);
    yield chunk;
  }
}

/** The first bytes, at least `size` unless there are fewer, and the whole body with them in front again. */
export async function peek(body: Bytes, size: number): Promise<{ head: Buffer; whole: Bytes }> {
  const rest = body[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  for (let length = 0; length < size;) {
    const next = await rest.next();
    if (next.done) break;
    chunks.push(next.value);
    length += next.value.byteLength;
  }
  const head = Buffer.concat(chunks);
  return { head, whole: joined(head, rest) };
}

async function* joined(head: Buffer, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    if (head.byteLength > 0) yield head;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
