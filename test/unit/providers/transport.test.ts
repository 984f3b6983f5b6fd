import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import { attemptTimeoutMs } from '../../../src/providers/calls';
import { documentRef } from '../../../src/providers/document-ref';
import { operation } from '../../../src/providers/operation';
import { Transport, type TransportOptions } from '../../../src/providers/transport';
import type { Wire } from '../../../src/providers/wire';
import { DocumentsInMemory } from './documents-in-memory';
import { answer, ScriptedServer } from './scripted-server';

const common = { group: 'things', summary: 'A thing.', body: 'none', request: z.strictObject({}) } as const;
const readThing = operation({
  ...common,
  name: 'readThing',
  method: 'GET',
  path: '/thing',
  answer: 'json',
  response: z.looseObject({ id: z.string() }),
  effect: 'read',
});
const makeThing = operation({ ...readThing, name: 'makeThing', method: 'POST', effect: 'creates' });
const readFile = operation({
  ...common,
  name: 'readFile',
  method: 'GET',
  path: '/file',
  answer: 'binary',
  response: documentRef,
  effect: 'read',
});
const mail = operation({
  ...common,
  name: 'mail',
  method: 'POST',
  path: '/mail',
  answer: 'ignored',
  response: z.void(),
  effect: 'creates',
});

let server: ScriptedServer;
let documents: DocumentsInMemory;
const opened: Transport[] = [];

beforeEach(async () => {
  server = await new ScriptedServer().start();
  documents = new DocumentsInMemory();
});
afterEach(async () => {
  await server.stop();
  await Promise.all(opened.splice(0).map((one) => one.close()));
});

function open(options: Partial<TransportOptions> = {}, wire: Partial<Wire> = {}): Transport {
  const made = new Transport(
    { provider: 'acme', baseUrl: server.url, sandbox: false, authorize: () => ({}), readRefusal: () => ({}), ...wire },
    { documents, maxBytes: 1024, ...options },
  );
  opened.push(made);
  return made;
}

const impatient = { timeoutsMs: { ...attemptTimeoutMs, quick: 100 } };

describe('time', () => {
  test('a provider that does not answer is a time-out, and the outcome is called unknown', async () => {
    server.will(() => undefined);
    await expect(open(impatient).call(readThing, {})).rejects.toMatchObject({
      type: 'kyc.provider.Timeout',
      nonRetryable: false,
      message: 'acme.readThing did not answer within 95 ms. Whether it took effect is unknown.',
    });
  });

  test('an answer that begins and never ends is a time-out', async () => {
    server.will((response) => void response.writeHead(200, { 'content-type': 'application/json' }).write('{"id":'));
    await expect(open(impatient).call(readThing, {})).rejects.toMatchObject({ type: 'kyc.provider.Timeout' });
  });

  test('a file that begins and never ends is a time-out, and nothing is kept', async () => {
    server.will((response) => void response.writeHead(200, { 'content-type': 'image/png' }).write('x'));
    await expect(open(impatient).call(readFile, {})).rejects.toMatchObject({ type: 'kyc.provider.Timeout' });
    expect(documents.kept).toEqual([]);
  });

  test('a caller that gives up gets its own reason back', async () => {
    const caller = new AbortController();
    const reason = new Error('the activity was cancelled');
    server.will(() => caller.abort(reason));
    await expect(open().call(readThing, {}, { signal: caller.signal })).rejects.toBe(reason);
  });
});

describe('the network', () => {
  test.each([
    ['before the answer', (response: ServerResponse) => response.destroy()],
    [
      'in the middle of it',
      (response: ServerResponse) =>
        void response
          .writeHead(200, { 'content-type': 'application/json', 'content-length': '100' })
          .write('{"id":', () => response.destroy()),
    ],
  ])('a connection lost %s is worth another attempt', async (_when, reply) => {
    server.will(reply);
    await expect(open().call(readThing, {})).rejects.toMatchObject({
      type: 'kyc.provider.Unavailable',
      nonRetryable: false,
      message: expect.stringMatching(/^acme\.readThing could not be asked \((UND_ERR_SOCKET|ECONNRESET)\)/) as string,
    });
  });

  test('a redirection is not followed: the authorization is for this host', async () => {
    server.will(answer(307, undefined, { location: '/elsewhere' }), answer(200, { id: 'x' }));
    await expect(open().call(readThing, {})).rejects.toMatchObject({ type: 'kyc.provider.Rejected' });
    expect(server.seen).toHaveLength(1);
  });
});

describe('an answer that cannot be used', () => {
  test.each([
    ['is not JSON', '<html>', 'it is not JSON'],
    ['is empty', '', 'it cannot be read (the whole:'],
    ['has another shape', { id: 7 }, 'it cannot be read (id:'],
  ])('and %s is read again, but nothing is made again for it', async (_what, body, why) => {
    server.will(answer(200, body), answer(200, body));
    const message = expect.stringContaining(why) as string;
    await expect(open().call(readThing, {})).rejects.toMatchObject({
      type: 'kyc.provider.BadAnswer',
      nonRetryable: false,
      message,
    });
    await expect(open().call(makeThing, {})).rejects.toMatchObject({
      type: 'kyc.provider.BadAnswer',
      nonRetryable: true,
      message,
    });
  });

  test('is refused for good when it is larger than 5 MB', async () => {
    server.will(answer(200, JSON.stringify({ id: 'x'.repeat(5 * 1024 * 1024) })));
    await expect(open().call(readThing, {})).rejects.toMatchObject({
      type: 'kyc.provider.BadAnswer',
      nonRetryable: true,
    });
  });

  test.each(['', '<html>', '{"id":1}'])('does not matter where no answer is stated: %j', async (body) => {
    server.will(answer(200, body));
    await expect(open().call(mail, {})).resolves.toBeUndefined();
  });
});

describe('a file', () => {
  test('goes to the store under its own media type, and its reference is the answer', async () => {
    server.will(answer(200, Buffer.from('video'), { 'content-type': 'Video/MP4; codecs="avc1"' }));
    const ref = await open().call(readFile, {}, { subjectId: 'user-42' });
    expect(documents.kept).toEqual([{ bytes: Buffer.from('video'), mediaType: 'video/mp4', subjectId: 'user-42' }]);
    expect(ref).toMatchObject({ size: 5, mediaType: 'video/mp4' });
    expect(server.last.headers.accept).toBe('*/*');
  });

  test('without a readable media type is kept as bytes', async () => {
    server.will(answer(200, Buffer.from('x'), { 'content-type': '' }));
    await expect(open().call(readFile, {})).resolves.toMatchObject({ mediaType: 'application/octet-stream' });
  });

  test.each([
    ['larger than the limit', Buffer.alloc(1025), 'image/png', true],
    ['empty', Buffer.alloc(0), 'image/png', false],
    ['JSON', Buffer.from('{"ok":0}'), 'application/json', false],
    ["a proxy's page", Buffer.from('<html>'), 'text/html; charset=utf-8', false],
  ])('that is %s is not kept', async (_what, bytes, contentType, nonRetryable) => {
    server.will(answer(200, bytes, { 'content-type': contentType }));
    await expect(open().call(readFile, {})).rejects.toMatchObject({ type: 'kyc.provider.BadAnswer', nonRetryable });
    expect(documents.kept).toEqual([]);
  });

  test('that the store cannot take fails as the store says, and lets go of the connection', async () => {
    const full = Object.assign(new Error('no space left'), { code: 'ENOSPC' });
    const refusing = { read: documents.read.bind(documents), put: () => Promise.reject(full) };
    server.will(answer(200, Buffer.alloc(512 * 1024), { 'content-type': 'image/png' }));
    const transport = open({ documents: refusing });
    await expect(transport.call(readFile, {})).rejects.toBe(full);
    await transport.close();
  });
});

describe('authorization', () => {
  test('is asked anew once when the provider says that it is used up, whatever its kind', async () => {
    const tokens = ['old', 'new'];
    const bearer: Partial<Wire> = {
      authorize: () => Promise.resolve({ authorization: `Bearer ${tokens.shift()}` }),
      readRefusal: (status) => ({ reauthorize: status === 401 }),
    };
    server.will(answer(401, {}), answer(200, { id: 'x' }));
    await expect(open({}, bearer).call(readThing, {})).resolves.toEqual({ id: 'x' });
    expect(server.seen.map(({ headers }) => headers.authorization)).toEqual(['Bearer old', 'Bearer new']);
  });

  test('that fails sends nothing', async () => {
    const locked = new Error('the key is not there');
    await expect(open({}, { authorize: () => Promise.reject(locked) }).call(readThing, {})).rejects.toBe(locked);
    expect(server.seen).toEqual([]);
  });
});
