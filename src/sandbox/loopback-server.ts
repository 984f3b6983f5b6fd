import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came over the wire: nothing decoded, so that a signature can be checked over the exact bytes. */
export interface Received {
  readonly method: string;
  /** Path and query, exactly as sent. */
  readonly target: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** How often a header was sent; Node joins repeated ones into one value. */
  readonly headerCount: (name: string) => number;
  readonly body: Buffer;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | string;
}

/** `time-out`: the connection stays open and nothing is ever said. `reset`: the connection breaks. `cut`: it breaks within the answer. */
export type Outcome = Reply | { readonly cut: Reply } | 'time-out' | 'reset';

export interface LoopbackServer {
  readonly url: string;
  /** Ends open connections too, also those that wait for an answer that never comes. */
  close(): Promise<void>;
}

const longerThanClientsKeepAlive = 120_000;

/** Serves on 127.0.0.1 only. A body over `maxBodyBytes` is answered with 413 and not kept. */
export async function serveLoopback(
  answer: (received: Received) => Promise<Outcome>,
  { port = 0, maxBodyBytes }: { port?: number; maxBodyBytes: number },
): Promise<LoopbackServer> {
  const server = createServer((request, response) => void respond(request, response));
  // A server that closes idle connections first makes its clients see resets that no fault script asked for.
  server.keepAliveTimeout = longerThanClientsKeepAlive;
  server.requestTimeout = 0;

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const body = await readBody(request, maxBodyBytes);
      if (body === undefined) return send(response, { status: 413, headers: { connection: 'close' } });
      deliver(request, response, await answer(receive(request, body)));
    } catch (error) {
      if (request.destroyed && !request.complete) return; // the client went away while sending
      send(response, { status: 500, body: `The sandbox itself failed: ${(error as Error).stack}` });
    }
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${bound}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= maxBytes) chunks.push(chunk);
  }
  return size > maxBytes ? undefined : chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
}

function receive(request: IncomingMessage, body: Buffer): Received {
  const target = request.url ?? '/';
  const [path, query] = splitOnce(target, '?');
  return {
    method: request.method ?? 'GET',
    target,
    path,
    query: new URLSearchParams(query),
    headers: request.headers,
    headerCount: (name) => request.rawHeaders.filter((text, at) => at % 2 === 0 && text.toLowerCase() === name).length,
    body,
  };
}

function deliver(request: IncomingMessage, response: ServerResponse, outcome: Outcome): void {
  if (outcome === 'time-out') return;
  if (outcome === 'reset') request.socket.resetAndDestroy();
  else if ('cut' in outcome) sendHalf(response, outcome.cut);
  else send(response, outcome);
}

function sendHalf(response: ServerResponse, { status, headers = {}, body = '' }: Reply): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, { 'content-length': bytes.length + 1, ...headers });
  response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
}

function send(response: ServerResponse, { status, headers = {}, body = '' }: Reply): void {
  if (response.destroyed) return;
  response.writeHead(status, { 'content-length': Buffer.byteLength(body), ...headers }).end(body);
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)];
}
