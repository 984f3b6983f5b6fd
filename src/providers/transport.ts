import type { Dispatcher } from 'undici';
import { refusal } from '../domain/failures';
import { readAnswer } from './answer';
import { readSaidOrNothing, UnusableAnswer, type Bytes } from './answer-body';
import { attemptTimeoutMs } from './calls';
import { CircuitBreaker } from './circuit-breaker';
import { Connection, networkFailure, type WireRequest } from './connection';
import { Deadline } from './deadline';
import { retryAfterMs } from '../domain/retry-after';
import type { Heard } from './heard';
import { badAnswerFailure, statusFailure, type CallName } from './http-errors';
import type { CallOptions, DocumentAccess, Operation, RequestOf, ResponseOf } from './operation';
import { requestBody } from './request-body';
import { bodyFields, requestTarget } from './request-target';
import { checkedAnswer, checkedRequest, isRepeatable } from './row-checks';
import type { Wire } from './wire';

const MOST_ERROR_BYTES = 64 * 1024;
// The request ends a little before the activity's own time-out does, so that the failure says what happened.
const SHARE_OF_TIMEOUT = 0.95;

export interface TransportOptions {
  readonly documents: DocumentAccess;
  /** Largest file in either direction, in bytes. */
  readonly maxBytes: number;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** Told of every exchange, for metrics. */
  readonly onCall?: (call: CallReport) => void;
  /** Milliseconds that one call may take, by class. Default: {@link attemptTimeoutMs}. */
  readonly timeoutsMs?: typeof attemptTimeoutMs;
  /**
   * Whether calls are held back for a while when the provider keeps failing ({@link CircuitBreaker}). Default `on`. `off` where time is not
   * this process's own: a Temporal server that skips time gets through hours of attempts while a pause of seconds lasts.
   */
  readonly circuitBreaker?: 'on' | 'off';
}

export interface CallReport {
  readonly operation: string;
  /** Undefined when there was no answer. */
  readonly status: number | undefined;
  /** Until the head of the answer, in milliseconds. */
  readonly ms: number;
}

/** One call under way. */
interface Running {
  readonly name: CallName;
  readonly row: Operation;
  readonly connection: Connection;
  readonly deadline: Deadline;
  readonly subjectId?: string;
}

/**
 * Calls the rows of one provider: validated before anything is sent, authorized anew for every attempt, bounded in time and size, every
 * failure mapped once. Nothing of a request or an answer ever stands in a failure, and nothing is logged.
 */
export class Transport {
  readonly #connections = new Map<string, Connection>();
  readonly #breaker?: CircuitBreaker;

  constructor(
    private readonly wire: Wire,
    private readonly options: TransportOptions,
  ) {
    if (options.circuitBreaker !== 'off') this.#breaker = new CircuitBreaker(options.now);
  }

  async call<Row extends Operation>(
    row: Row,
    request: RequestOf<Row>,
    { signal, subjectId }: CallOptions = {},
  ): Promise<ResponseOf<Row>> {
    const name = { provider: this.wire.provider, operation: row.name };
    if (row.sandboxOnly && !this.wire.sandbox) throw notInProduction(name);
    const fields = checkedRequest(name, row, request);
    const base = this.#baseOf(row);
    const target = base.pathname.replace(/\/+$/, '') + requestTarget(row, fields);

    const { timeoutsMs = attemptTimeoutMs } = this.options;
    const deadline = new Deadline(name, timeoutsMs[row.timeout ?? 'quick'] * SHARE_OF_TIMEOUT, signal);
    const running = { name, row, connection: this.#connectionTo(base), deadline, subjectId };
    try {
      const { content, mediaType } = await this.#body(running, fields);
      const headers = {
        accept: row.answer === 'json' || row.answer === 'ignored' ? 'application/json' : '*/*',
        ...(mediaType !== undefined && { 'content-type': mediaType }),
        ...this.wire.headers?.(row.name),
      };
      const perform = () => this.#perform(running, { method: row.method, target, headers, body: content });
      return (await (this.#breaker?.run(name, perform) ?? perform())) as ResponseOf<Row>;
    } finally {
      deadline.end();
    }
  }

  /** Resolves when the calls under way have ended. */
  async close(): Promise<void> {
    await Promise.all([...this.#connections.values()].map((connection) => connection.close()));
  }

  #baseOf({ name, host }: Operation): URL {
    const { baseUrl, baseUrls = {} } = this.wire;
    const url = host === undefined ? baseUrl : baseUrls[host];
    if (url === undefined) throw new TypeError(`${name} is served by ${host}, and nobody said where that is.`);
    return new URL(url);
  }

  #connectionTo(base: URL): Connection {
    const connection = this.#connections.get(base.origin) ?? new Connection(base);
    this.#connections.set(base.origin, connection);
    return connection;
  }

  async #body({ row, deadline }: Running, fields: Record<string, unknown>) {
    try {
      const sent = { ...bodyFields(row, fields), ...this.wire.credentials?.(row) };
      return await requestBody(row, sent, { ...this.options, signal: deadline.signal });
    } catch (error) {
      throw deadline.interruption ?? error;
    }
  }

  async #perform(running: Running, request: WireRequest): Promise<unknown> {
    const { name, row } = running;
    for (let attempt = 1; ; attempt++) {
      const response = await this.#exchange(running, request);
      const { statusCode: status, headers } = response;
      const heard = await this.#hear(running, response);
      if ('answer' in heard) return checkedAnswer(name, row, status, withHeaders(row, heard.answer, headers));

      const { refusal } = heard;
      if (refusal.reauthorize && attempt === 1) continue;
      const alreadyDone = saysDoneBefore(row, status, refusal.errorCode);
      // The state that was asked for holds, whoever asked first.
      if (alreadyDone && row.effect === 'idempotent')
        return checkedAnswer(name, row, status, this.wire.acknowledgement);
      const { now = Date.now } = this.options;
      throw statusFailure(name, status, refusal, {
        alreadyDone,
        retryAfterMs: retryAfterMs(headers['retry-after'], now()),
      });
    }
  }

  async #exchange({ name, connection, deadline }: Running, request: WireRequest): Promise<Response> {
    const authorization = await this.wire.authorize(request);
    const startedAt = performance.now();
    let status: number | undefined;
    try {
      const authorized = { ...request, headers: { ...request.headers, ...authorization } };
      const response = await connection.send(name, authorized, deadline);
      status = response.statusCode;
      return response;
    } finally {
      this.options.onCall?.({ operation: name.operation, status, ms: performance.now() - startedAt });
    }
  }

  async #hear(running: Running, { statusCode: status, headers, body }: Response): Promise<Heard> {
    const { row, subjectId } = running;
    if (status < 200 || status >= 300) {
      const { text, value } = await readSaidOrNothing(body, MOST_ERROR_BYTES);
      return { refusal: this.wire.readRefusal(status, text ?? value) };
    }
    const { documents, maxBytes } = this.options;
    const keep = (content: Bytes, mediaType: string) => documents.put(content, { mediaType, subjectId });
    const arriving = rethrowing<Uint8Array>(body, (error) => unread(running, status, error));
    try {
      return await readAnswer(
        { row, wire: this.wire, maxBytes, keep },
        { contentType: headers['content-type'], body: arriving },
      );
    } catch (error) {
      // A transfer that nobody reads on would hold its connection for ever.
      body.on('error', () => undefined).destroy();
      throw error instanceof UnusableAnswer ? unread(running, status, error) : error;
    }
  }
}

type Response = Dispatcher.ResponseData;

function notInProduction({ provider, operation }: CallName) {
  return refusal(
    'kyc.input.InvalidRequest',
    `${provider}.${operation} exists only in the provider's sandbox, and providers.${provider}.environment is production. Nothing was sent.`,
    { provider, operation },
  );
}

function unread({ name, row, deadline }: Running, status: number, error: unknown): unknown {
  if (error instanceof UnusableAnswer)
    return badAnswerFailure(name, status, error.message, isRepeatable(row) && !error.lasting);
  return deadline.interruption ?? networkFailure(name, error);
}

function saysDoneBefore({ alreadyDone }: Operation, status: number, errorCode: number | string | undefined): boolean {
  if (alreadyDone === undefined) return false;
  return (
    (alreadyDone.status === undefined || alreadyDone.status === status) &&
    (alreadyDone.errorCode === undefined || alreadyDone.errorCode === errorCode)
  );
}

function withHeaders({ responseHeaders }: Operation, answer: unknown, headers: Response['headers']): unknown {
  if (responseHeaders === undefined) return answer;
  const found = Object.entries(responseHeaders).flatMap(([field, header]) => {
    const value = headers[header.toLowerCase()];
    return typeof value === 'string' && value.length <= 256 ? [[field, value] as const] : [];
  });
  return { ...(typeof answer === 'object' && answer), ...Object.fromEntries(found) };
}

async function* rethrowing<T>(source: AsyncIterable<T>, map: (error: unknown) => unknown): AsyncGenerator<T> {
  try {
    yield* source;
  } catch (error) {
    throw map(error);
  }
}
