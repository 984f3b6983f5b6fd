import type { RefusalFacts } from './http-errors';
import type { Operation } from './operation';

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
  /** Where the rows are served that name no host. */
  readonly baseUrl: string;
  /** For a provider with several hosts: where each is, by {@link Operation.host}. */
  readonly baseUrls?: Readonly<Record<string, string>>;
  /** Whether this is the provider's test environment: without it, rows that exist only there are refused. */
  readonly sandbox: boolean;
  /** Headers that vouch for exactly this request; asked anew for every attempt, so that none carries an old signature. */
  authorize(request: PreparedRequest): Record<string, string> | Promise<Record<string, string>>;
  /** Headers of one operation that never vary. */
  headers?(operation: string): Record<string, string>;
  /**
   * Reads the body of an error status: parsed, or the text of one that is not JSON (a proxy's page), or `undefined` when it was empty or
   * unreadable. Must take anything.
   */
  readRefusal(status: number, body: unknown): RefusalFacts;
  /** What goes into every JSON and form body beside the request's own fields, such as a key; it stays below the rows. */
  credentials?(row: Operation): Readonly<Record<string, string>>;
  /**
   * Whether an answer with a success status says no, and what it says. Asked with the body as {@link readRefusal} is, also where bytes were
   * expected and a text came.
   */
  refusesWith?(row: Operation, answer: unknown): RefusalFacts | undefined;
  /** Takes the answer out of its envelope: what is returned goes to the row. */
  unwrap?(row: Operation, answer: unknown): unknown;
  /** Stands in for the answer when the repeat of an idempotent call is refused because it was done before. */
  readonly acknowledgement?: unknown;
}
