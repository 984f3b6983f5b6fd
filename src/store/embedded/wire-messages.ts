/**
 * The little of PostgreSQL's wire protocol 3.0 that must be understood to pass messages on
 * (postgresql.org/docs/current/protocol-message-formats.html).
 */
export interface Message {
  /** The type byte as a character; the untyped messages that open a connection are named instead. */
  readonly type: string;
  /** The whole message, length and type included. */
  readonly bytes: Buffer;
}

const openings: Record<number, string> = {
  196608: 'startup',
  80877103: 'tls-request',
  80877104: 'gss-request',
  80877102: 'cancel',
};
const maxOpeningBytes = 10_000;
const maxMessageBytes = 16 * 1024 * 1024;

/** Cuts a connection's bytes into messages. Throws on what is not the protocol, or is longer than any statement of ours could be. */
export async function* messagesIn(bytes: AsyncIterable<Buffer>): AsyncGenerator<Message> {
  let buffered: Buffer = Buffer.alloc(0);
  let opening = true;
  for await (const chunk of bytes) {
    buffered = buffered.length === 0 ? chunk : Buffer.concat([buffered, chunk]);
    for (let message; (message = opening ? openingMessage(buffered) : typedMessage(buffered)) !== undefined;) {
      buffered = buffered.subarray(message.bytes.length);
      opening &&= message.type !== 'startup';
      yield message;
    }
  }
}

function openingMessage(buffered: Buffer): Message | undefined {
  if (buffered.length < 8) return undefined;
  const length = bounded(buffered.readInt32BE(0), 8, maxOpeningBytes);
  const type = openings[buffered.readInt32BE(4)];
  if (type === undefined) throw new Error('This is not PostgreSQL protocol 3.0.');
  return buffered.length < length ? undefined : { type, bytes: buffered.subarray(0, length) };
}

function typedMessage(buffered: Buffer): Message | undefined {
  if (buffered.length < 5) return undefined;
  const length = 1 + bounded(buffered.readInt32BE(1), 4, maxMessageBytes);
  return buffered.length < length
    ? undefined
    : { type: String.fromCharCode(buffered[0]!), bytes: buffered.subarray(0, length) };
}

function bounded(length: number, min: number, max: number): number {
  if (length < min || length > max) throw new Error(`A message of ${length} bytes is outside ${min} to ${max}.`);
  return length;
}

/** The settings that a client asked for when it connected, such as `user` and `options`. */
export function startupSettings({ bytes }: Message): Map<string, string> {
  const parts = bytes.toString('utf8', 8).split('\0');
  const settings = new Map<string, string>();
  for (let at = 0; parts[at]; at += 2) settings.set(parts[at]!, parts[at + 1] ?? '');
  return settings;
}

export function passwordIn({ bytes }: Message): string {
  return bytes.toString('utf8', 5, bytes.length - 1);
}

export const sync = framed('S');
export const requestPassword = framed('R', int32(3));
export const refuseEncryption = Buffer.from('N');

export function query(text: string): Buffer {
  return framed('Q', zeroEnded(text));
}

/** What a client needs to hear before its first query. */
export function welcome(settings: Record<string, string>): Buffer {
  return Buffer.concat([
    framed('R', int32(0)),
    ...Object.entries(settings).map(([name, value]) => framed('S', zeroEnded(name), zeroEnded(value))),
    framed('K', int32(process.pid), int32(0)),
    framed('Z', Buffer.from('I')),
  ]);
}

/** An error after which the connection is closed. */
export function fatal(sqlState: string, text: string): Buffer {
  const fields = [`SFATAL`, `VFATAL`, `C${sqlState}`, `M${text}`].map(zeroEnded);
  return framed('E', ...fields, Buffer.from([0]));
}

function framed(type: string, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from(type), int32(4 + body.length), body]);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function zeroEnded(text: string): Buffer {
  return Buffer.from(`${text}\0`);
}
