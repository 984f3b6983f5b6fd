import fc from 'fast-check';
import { messagesIn, query, sync } from '../../../src/store/embedded/wire-messages';

const startup = opening(196608, 'user\0postgres\0\0');
const conversation = [opening(80877103), startup, query('begin'), query('x'.repeat(70_000)), sync];

test('messages are the same however the network cuts them', async () => {
  const bytes = Buffer.concat(conversation);
  const cuts = fc
    .array(fc.nat({ max: bytes.length }), { maxLength: 40 })
    .map((at) => [0, ...at.sort((a, b) => a - b), bytes.length]);
  await fc.assert(
    fc.asyncProperty(cuts, async (at) => {
      const chunks = at.slice(1).map((end, index) => bytes.subarray(at[index], end));
      const messages = await readAll(chunks);
      expect(messages.map(({ type }) => type)).toEqual(['tls-request', 'startup', 'Q', 'Q', 'S']);
      expect(Buffer.concat(messages.map((message) => message.bytes)).equals(bytes)).toBe(true);
    }),
    { numRuns: 100 },
  );
});

test.each([
  ['another protocol', [opening(42)], /not PostgreSQL/],
  ['an opening without end', [sized(opening(196608), 0, 2 ** 30)], /outside 8 to/],
  ['a message without end', [startup, sized(query('x'), 1, 2 ** 30)], /outside 4 to/],
  ['a message of negative length', [startup, sized(query('x'), 1, -1)], /outside 4 to/],
])('%s is refused before it is waited for', async (_, chunks, why) => {
  await expect(readAll(chunks)).rejects.toThrow(why);
});

test('any bytes at all are messages, or refused, or waited for, but never a crash of another kind', async () => {
  await fc.assert(
    fc.asyncProperty(fc.boolean(), fc.uint8Array({ maxLength: 200 }), async (opened, garbage) => {
      const chunks = opened ? [startup, Buffer.from(garbage)] : [Buffer.from(garbage)];
      const outcome = await readAll(chunks).then(
        () => 'read',
        (error: Error) => error.message,
      );
      expect(outcome).toMatch(/^(read|This is not PostgreSQL|A message of -?\d+ bytes is outside)/);
    }),
  );
});

async function readAll(chunks: Buffer[]) {
  const messages = [];
  for await (const message of messagesIn(stream(chunks))) messages.push(message);
  return messages;
}

async function* stream(chunks: Buffer[]): AsyncGenerator<Buffer> {
  yield* chunks;
}

function opening(code: number, settings = ''): Buffer {
  const bytes = Buffer.alloc(8 + settings.length);
  bytes.writeInt32BE(bytes.length);
  bytes.writeInt32BE(code, 4);
  bytes.write(settings, 8);
  return bytes;
}

function sized(message: Buffer, at: number, length: number): Buffer {
  const bytes = Buffer.from(message);
  bytes.writeInt32BE(length, at);
  return bytes;
}
