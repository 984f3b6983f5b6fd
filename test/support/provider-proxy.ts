import { createServer, type IncomingMessage } from 'node:http';
import { Agent, request } from 'undici';
import { listening } from './listening';

export interface Exchange {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly sent: Buffer;
}

export interface Answer {
  readonly status: number;
  readonly body: Buffer;
}

export interface ProviderProxyOptions {
  /** Awaited before a request goes on to the provider. */
  readonly before?: (exchange: Exchange) => Promise<void>;
  /** What the caller gets instead of the provider's answer. */
  readonly alter?: (answer: Answer, exchange: Exchange) => Answer;
}

/** Stands between a worker and the simulated provider, byte for byte but for what the options do. */
export async function startProviderProxy(
  baseUrl: string,
  { before, alter = (answer) => answer }: ProviderProxyOptions,
): Promise<{ url: string; close(): Promise<void> }> {
  const agent = new Agent();
  const server = createServer((incoming, outgoing) => {
    const gone = new AbortController();
    outgoing.once('close', () => gone.abort());
    void pass(incoming, gone.signal).then(
      ({ headers, status, body }) =>
        outgoing.writeHead(status, { ...headers, 'content-length': body.length }).end(body),
      () => outgoing.destroy(),
    );
  });
  const { url, close } = await listening(server);

  async function pass(incoming: IncomingMessage, signal: AbortSignal) {
    const { method = 'GET', url: path = '/' } = incoming;
    const exchange = { method, path, sent: await bytesOf(incoming) };
    await before?.(exchange);
    const { host: _host, connection: _connection, 'transfer-encoding': _chunked, ...headers } = incoming.headers;
    const answer = await request(new URL(path, baseUrl), {
      method,
      headers,
      body: exchange.sent.length > 0 ? exchange.sent : undefined,
      dispatcher: agent,
      signal,
    });
    const { 'transfer-encoding': _ofAnswer, connection: _kept, 'keep-alive': _alive, ...answered } = answer.headers;
    const original = { status: answer.statusCode, body: Buffer.from(await answer.body.arrayBuffer()) };
    return { headers: answered, ...alter(original, exchange) };
  }

  return {
    url,
    async close() {
      await close();
      await agent.destroy();
    },
  };
}

async function bytesOf(incoming: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part);
  return Buffer.concat(parts);
}
