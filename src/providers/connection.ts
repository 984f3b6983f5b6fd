import { Pool, type Dispatcher } from 'undici';
import type { Deadline } from './deadline';
import { unansweredFailure, type CallName } from './http-errors';

const CONNECT_MS = 5_000;
const MOST_CONNECTIONS = 100;

export interface WireRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

/** Keep-alive connections to one origin. What goes wrong on the network leaves here as a failure with a stable type. */
export class Connection {
  readonly #pool: Pool;
  #closed?: Promise<void>;

  constructor(baseUrl: URL) {
    this.#pool = new Pool(baseUrl.origin, {
      connections: MOST_CONNECTIONS,
      connect: { timeout: CONNECT_MS },
      keepAliveTimeout: 30_000,
      // The call's deadline covers all of it, also a body that trickles.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  }

  async send(name: CallName, request: WireRequest, deadline: Deadline): Promise<Dispatcher.ResponseData> {
    try {
      const { method, target, headers, body } = request;
      return await this.#pool.request({
        method,
        path: target,
        headers,
        body,
        signal: deadline.signal,
      });
    } catch (error) {
      throw deadline.interruption ?? networkFailure(name, error);
    }
  }

  /** Resolves when the requests under way have ended; a second call waits for the same. */
  close(): Promise<void> {
    return (this.#closed ??= this.#pool.close());
  }
}

/**
 * An error of the network (system, TLS and client errors carry a code) as a failure; anything else is a bug and stays itself. The code is
 * all that is told: messages of the network may repeat hosts and paths, and what cannot be parsed is kept on its error byte by byte.
 */
export function networkFailure(name: CallName, error: unknown): unknown {
  if (typeof error !== 'object' || error === null) return error;
  const { code, name: kind } = error as { code?: unknown; name?: unknown };
  if (kind === 'HTTPParserError') return unansweredFailure(name, { code: 'HTTP_PARSER_ERROR' });
  if (typeof code !== 'string' || !/^[A-Z][A-Z0-9_]{2,63}$/.test(code) || code === 'UND_ERR_INVALID_ARG') return error;
  return unansweredFailure(name, code === 'UND_ERR_CONNECT_TIMEOUT' ? { timedOutAfterMs: CONNECT_MS } : { code });
}
