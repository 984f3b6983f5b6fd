import { connect, type Socket } from 'node:net';
import { openStore } from '../../../src/store/open-store';
import type { Store } from '../../../src/store/store';
import { createWebhookHandler, serveWebhooks, type WebhookServer } from '../../../src/webhooks';
import { FakeTemporal } from './fake-temporal';
import { hook, reviewed, sign, testConfig } from './idngo-hook';

let store: Store;
let server: WebhookServer;
let temporal: FakeTemporal;

beforeAll(async () => {
  store = await openStore('pglite:memory');
});
afterAll(() => store.close());

beforeEach(async () => {
  temporal = new FakeTemporal();
  temporal.open.add('kyc/onboarding/subject-1');
  const handler = createWebhookHandler({ client: temporal.client, config: testConfig(), store, log: () => {} });
  server = await serveWebhooks({ handler, port: 0 });
});
afterEach(() => server.close());

/** Sends exactly these bytes and resolves with everything that comes back until the server closes the connection. */
async function speak(start: string | Uint8Array, more: (socket: Socket) => void = () => {}): Promise<string> {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {}); // The server may close while we still send.
  const said: Buffer[] = [];
  socket.on('data', (chunk) => said.push(chunk));
  socket.write(start);
  more(socket);
  await new Promise((closed) => socket.on('close', closed));
  return Buffer.concat(said).toString('latin1');
}

test('a webhook over HTTP is verified over the bytes as sent', async () => {
  const response = await fetch(hook(reviewed({ correlationId: 'over-http', comment: 'Ünïcode ☂' }), server.url));
  expect([response.status, await response.json()]).toEqual([200, { status: 'accepted' }]);
  expect(response.headers.get('content-type')).toBe('application/json');
});

test('it listens on loopback unless told otherwise', () => {
  expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
});

test('a body of many megabytes is answered 413 while it is being sent', async () => {
  const body = Buffer.alloc(8 * 1024 * 1024, 0x20);
  const response = await fetch(`${server.url}/webhooks/idngo`, { method: 'POST', headers: sign(body), body });
  expect(response.status).toBe(413);
});

test('a chunked body without end is answered 413, and the connection ends', async () => {
  const said = await speak(
    'POST /webhooks/idngo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n',
    (socket) => {
      const chunk = `10000\r\n${' '.repeat(0x10000)}\r\n`;
      const flood = () => {
        while (socket.writable && socket.write(chunk));
        if (socket.writable) socket.once('drain', flood);
      };
      flood();
    },
  );
  expect(said).toMatch(/^HTTP\/1\.1 413 /);
});

test('bytes beyond a Content-Length that claims too little never reach the event', async () => {
  const body = JSON.stringify(reviewed({ correlationId: 'lying-length' }));
  const said = await speak(
    `POST /webhooks/idngo HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nx-payload-digest: ${sign(body)['x-payload-digest']}\r\n\r\n${body}`,
  );
  expect(said).toMatch(/^HTTP\/1\.1 40[01] /); // What follows the 5 bytes is no request, and Node may say so first.
  expect(temporal.hints).toEqual([]);
});

test('a Content-Length over the limit is answered before anything of the body has come', async () => {
  const said = await speak('POST /webhooks/idngo HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n');
  expect(said).toMatch(/^HTTP\/1\.1 413 /);
});

test.each([
  '\x16\x03\x01\x02',
  'GET\r\n\r\n',
  'POST /webhooks/idngo HTTP/1.1\r\nContent-Length: -1\r\n\r\n',
  'POST /%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
])('garbage instead of HTTP is answered 4xx: %j', async (garbage) => {
  expect(await speak(garbage)).toMatch(/^HTTP\/1\.1 4\d\d /);
});

test('closing answers what is open and then takes nothing more', async () => {
  let letThrough!: () => void;
  const reached = new Promise<void>((resolve) => {
    Object.defineProperty(temporal, 'pause', {
      get: () => {
        resolve();
        return new Promise<void>((release) => (letThrough = release));
      },
    });
  });
  const answer = fetch(hook(reviewed({ correlationId: 'while-closing' }), server.url));
  await reached;
  const closed = server.close();
  letThrough();
  expect((await answer).status).toBe(200);
  await closed;
  await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
});

test('a port that is taken is an error that names it', async () => {
  const port = Number(new URL(server.url).port);
  await expect(serveWebhooks({ handler: () => Promise.reject(new Error('unused')), port })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
});
