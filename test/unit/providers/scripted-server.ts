import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SeenRequest {
  readonly method: string;
  /** As it came over the wire, undecoded. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export type Reply = (response: ServerResponse, request: SeenRequest) => void;

/** A provider on loopback that answers in the order of its script, keeps what it saw, and fails loudly when the script is over. */
export class ScriptedServer {
  readonly seen: SeenRequest[] = [];
  connections = 0;
  readonly #script: Reply[] = [];
  readonly #server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const seen = { method, target: url, headers, body: Buffer.concat(chunks) };
      this.seen.push(seen);
      const reply = this.#script.shift();
      if (reply) reply(response, seen);
      else response.writeHead(599).end();
    });
  });

  async start(): Promise<this> {
    this.#server.on('connection', () => this.connections++);
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  will(...replies: Reply[]): void {
    this.#script.push(...replies);
  }

  get last(): SeenRequest {
    return this.seen.at(-1)!;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

export function answer(status: number, body?: unknown, headers: Record<string, string> = {}): Reply {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(
      body === undefined || typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body),
    );
  };
}
