import type { Dispatcher } from 'undici';
import { refusal } from '../domain/failures';
import { fileMediaType, readFile, readJson, readJsonOrNothing, UnusableAnswer } from './answer-body';
import { attemptTimeoutMs } from './calls';
import { Connection, networkFailure, type WireRequest } from './connection';
import { Deadline } from './deadline';
import { retryAfterMs } from '../domain/retry-after';
import { badAnswerFailure, statusFailure, type CallName } from './http-errors';
import type { CallOptions, DocumentAccess, Operation, RequestOf, ResponseOf } from './operation';
import { requestBody } from './request-body';
import { bodyFields, requestTarget } from './request-target';
import { checkedAnswer, checkedRequest, isRepeatable } from './row-checks';
import type { Wire } from './wire';

const MOST_JSON_BYTES = 5 * 1024 * 1024;
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
  readonly deadline: Deadline;
  readonly subjectId?: string;
}

/**
 * Calls the rows of one provider: validated before anything is sent, authorized anew for every attempt, bounded in time and size, every
 * failure mapped once. Nothing of a request or an answer ever stands in a failure, and nothing is logged.
 */
export class Transport {
  readonly #connection: Connection;
  readonly #prefix: string;

  constructor(
    private readonly wire: Wire,
    private readonly options: TransportOptions,
  ) {
    const base = new URL(wire.baseUrl);
    this.#connection = new Connection(base);
    this.#prefix = base.pathname.replace(/\/+$/, '');
  }

  async call<Row extends Operation>(
    row: Row,
    request: RequestOf<Row>,
    { signal, subjectId }: CallOptions = {},
  ): Promise<ResponseOf<Row>> {
    const name = { provider: this.wire.provider, operation: row.name };
    if (row.sandboxOnly && !this.wire.sandbox) throw notInProduction(name);
    const fields = checkedRequest(name, row, request);
    const target = this.#prefix + requestTarget(row, fields);

    const { timeoutsMs = attemptTimeoutMs } = this.options;
    const deadline = new Deadline(name, timeoutsMs[row.timeout ?? 'quick'] * SHARE_OF_TIMEOUT, signal);
    const running = { name, row, deadline, subjectId };
    try {
      const { content, mediaType } = await this.#body(running, fields);
      const headers = {
        accept: row.answer === 'binary' ? '*/*' : 'application/json',
        ...(mediaType !== undefined && { 'content-type': mediaType }),
        ...this.wire.headers?.(row.name),
      };
      return (await this.#perform(running, { method: row.method, target, headers, body: content })) as ResponseOf<Row>;
    } finally {
      deadline.end();
    }
  }

  /** Resolves when the calls under way have ended. */
  close(): Promise<void> {
    return this.#connection.close();
  }

  async #body({ row, deadline }: Running, fields: Record<string, unknown>) {
    try {
      return await requestBody(row, bodyFields(row, fields), { ...this.options, signal: deadline.signal });
    } catch (error) {
      throw deadline.interruption ?? error;
    }
  }

  async #perform(running: Running, request: WireRequest): Promise<unknown> {
    const { name, row } = running;
    for (let attempt = 1; ; attempt++) {
      const answer = await this.#exchange(running, request);
      const { statusCode: status, headers, body } = answer;
      if (status >= 200 && status < 300) return this.#accept(running, answer);

      const facts = this.wire.readRefusal(status, await readJsonOrNothing(body, MOST_ERROR_BYTES));
      if (facts.reauthorize && attempt === 1) continue;
      const alreadyDone = saysDoneBefore(row, status, facts.errorCode);
      // The state that was asked for holds, whoever asked first.
      if (alreadyDone && row.effect === 'idempotent')
        return checkedAnswer(name, row, status, this.wire.acknowledgement);
      const { now = Date.now } = this.options;
      throw statusFailure(name, status, facts, {
        alreadyDone,
        retryAfterMs: retryAfterMs(headers['retry-after'], now()),
      });
    }
  }

  async #exchange({ name, deadline }: Running, request: WireRequest): Promise<Dispatcher.ResponseData> {
    const authorization = await this.wire.authorize(request);
    const startedAt = performance.now();
    let status: number | undefined;
    try {
      const authorized = { ...request, headers: { ...request.headers, ...authorization } };
      const answer = await this.#connection.send(name, authorized, deadline);
      status = answer.statusCode;
      return answer;
    } finally {
      this.options.onCall?.({ operation: name.operation, status, ms: performance.now() - startedAt });
    }
  }

  async #accept(running: Running, { statusCode: status, headers, body }: Dispatcher.ResponseData): Promise<unknown> {
    const { name, row } = running;
    if (row.answer === 'binary') return this.#keep(running, status, headers, body);
    const read = row.answer === 'ignored' ? readJsonOrNothing : readJson;
    const answer = await read(body, MOST_JSON_BYTES).catch((error: unknown) => {
      throw unread(running, status, error);
    });
    if (this.wire.refuses?.(answer)) throw statusFailure(name, status);
    return checkedAnswer(name, row, status, withHeaders(row, answer, headers));
  }

  async #keep(running: Running, status: number, headers: Headers, body: Body): Promise<unknown> {
    try {
      const mediaType = fileMediaType(headers['content-type']);
      const content = rethrowing(readFile(body, this.options.maxBytes), (error) => unread(running, status, error));
      return await this.options.documents.put(content, { mediaType, subjectId: running.subjectId });
    } catch (error) {
      // A transfer that nobody reads on would hold its connection for ever.
      body.on('error', () => undefined).destroy();
      throw error instanceof UnusableAnswer ? unread(running, status, error) : error;
    }
  }
}

type Body = Dispatcher.ResponseData['body'];
type Headers = Dispatcher.ResponseData['headers'];

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

function withHeaders({ responseHeaders }: Operation, answer: unknown, headers: Headers): unknown {
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
