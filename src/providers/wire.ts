import type { RefusalFacts } from './http-errors';

/** A request as it will go over the wire, byte for byte. */
export interface PreparedRequest {
  readonly method: string;
  /** Path and query, from `/`, percent-encoded. */
  readonly target: string;
  readonly body?: Buffer;
}

/** What differs from provider to provider below the rows: who we are, and how a "no" is worded. */
export interface Wire {
  readonly provider: string;
  readonly baseUrl: string;
  /** Whether this is the provider's test environment: without it, rows that exist only there are refused. */
  readonly sandbox: boolean;
  /** Headers that vouch for exactly this request; asked anew for every attempt, so that none carries an old signature. */
  authorize(request: PreparedRequest): Record<string, string> | Promise<Record<string, string>>;
  /** Headers of one operation that never vary. */
  headers?(operation: string): Record<string, string>;
  /** Reads the body of an error status; `undefined` when it was not JSON (a proxy's page). Must take any JSON. */
  readRefusal(status: number, body: unknown): RefusalFacts;
  /** Whether an answer with a success status says no. */
  refuses?(answer: unknown): boolean;
  /** Stands in for the answer when the repeat of an idempotent call is refused because it was done before. */
  readonly acknowledgement?: unknown;
}
