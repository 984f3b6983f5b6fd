import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';

export interface ServeOptions {
  /** Any fetch-standard handler. It stays open: whoever made it closes it after the server. */
  readonly handler: (request: Request) => Promise<Response>;
  /** 0 takes a free one. */
  readonly port: number;
  /** Default `127.0.0.1`: TLS and the outside world are the reverse proxy's. */
  readonly hostname?: string;
}

export interface WebhookServer {
  readonly url: string;
  /** Takes no new connections and resolves when the open requests are answered. */
  close(): Promise<void>;
}

// A webhook is one small request: whoever needs longer holds a connection, not a message. Much less, and Node answers an honest
// sender 408 whose bytes wait while this process is short of CPU.
const patience = { headersTimeout: 20_000, requestTimeout: 30_000, connectionsCheckingInterval: 5_000 };

/** Serves a handler over plain HTTP/1.1; rejects when the port cannot be had. */
export async function serveWebhooks({ handler, port, hostname = '127.0.0.1' }: ServeOptions): Promise<WebhookServer> {
  let closing = false;
  const server = createAdaptorServer({
    fetch: async (request) => {
      const response = await handler(request);
      if (closing) response.headers.set('connection', 'close');
      return response;
    },
    overrideGlobalObjects: false,
    serverOptions: patience,
  }) as Server;
  server.listen(port, hostname);
  await once(server, 'listening');

  const { address, family, port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${taken}`,
    async close() {
      closing = true;
      const closed = once(server, 'close');
      server.close();
      await closed;
    },
  };
}
