import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedWebhook {
  readonly path: string;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly raw: Buffer;
  readonly payload: Record<string, unknown>;
  readonly at: number;
}

/** An integrator's endpoint: keeps what arrives and answers as told, 200 by default. */
export async function startReceiver(answer: (webhook: ReceivedWebhook) => number = () => 200) {
  const received: ReceivedWebhook[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const raw = Buffer.concat(chunks);
      const payload = JSON.parse(raw.toString()) as ReceivedWebhook['payload'];
      const webhook = { path: request.url ?? '', headers: request.headers, raw, payload, at: performance.now() };
      received.push(webhook);
      response.writeHead(answer(webhook)).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    types: () => received.map(({ payload }) => payload['type'] as string),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
