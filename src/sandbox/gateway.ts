import type { IncomingHttpHeaders } from 'node:http';
import type { Operation, OperationTable } from '../providers/operation';
import type { CallLog } from './call-log';
import type { CallFault, FaultScript, ProviderName } from './faults';
import type { Outcome, Received, Reply } from './loopback-server';
import { operationRoutes } from './operation-routes';
import type { QuotaCounter } from './quota-counter';

/** A call that has passed authentication and quota. */
export interface Call {
  readonly operation: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Answer extends Reply {
  /** What this changed, as {@link CallRecord.effect}. */
  readonly effect?: string;
  /** Whom it was about, where only the body said so. */
  readonly externalUserId?: string;
}

export type Handler = (call: Call) => Answer | Promise<Answer>;

/** A refusal in the provider's own terms, thrown by a handler. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    description: string,
    readonly code?: { readonly errorCode: number | string; readonly errorName?: string },
    readonly retryAfterSeconds?: number,
  ) {
    super(description);
  }
}

/** What the common path of a call needs to know of one provider. */
export interface Dialect {
  readonly provider: ProviderName;
  readonly operations: OperationTable;
  readonly handlers: Readonly<Record<string, Handler>>;
  /** The media types in which the body of an operation is taken. Default: the one in which its row is sent. */
  readonly bodyMediaTypes?: (row: Operation) => readonly string[];
  /** Throws a {@link Refusal}. */
  authenticate(received: Received): void;
  /** Whom a call is about, for faults and records; undefined when only the handler can tell. */
  applicantOf(call: Call): string | undefined;
  errorReply(refusal: Refusal): Reply;
}

export interface GatewayOptions {
  readonly dialect: Dialect;
  readonly log: CallLog;
  readonly faults: FaultScript;
  readonly quotas: QuotaCounter;
}

const sentAs: Record<Operation['body'], readonly string[]> = {
  none: [],
  json: ['application/json'],
  multipart: ['multipart/form-data'],
  form: ['multipart/form-data'],
  zip: ['application/zip'],
};

/** The way of every call: who are you, what do you want, is it too much, does the script break it, and only then the handler. */
export function gateway({ dialect, log, faults, quotas }: GatewayOptions): (received: Received) => Promise<Outcome> {
  const routeOf = operationRoutes(dialect.operations);
  const { bodyMediaTypes = (row) => sentAs[row.body] } = dialect;

  return async (received) => {
    const match = routeOf(received.method, received.path, received.query);
    const note = log.begin('row' in match ? match.row.name : `${received.method} (no operation)`);
    let applicantExternalId: string | undefined;
    try {
      dialect.authenticate(received);
      if (!('row' in match)) throw noSuchOperation(match);
      assertMediaType(bodyMediaTypes(match.row), received.headers['content-type']);
      const call: Call = { ...received, operation: match.row.name, params: match.params };
      applicantExternalId = dialect.applicantOf(call);
      const { outcome, answer } = await perform(match.row, call, applicantExternalId);
      note({
        status: typeof outcome === 'string' ? outcome : 'cut' in outcome ? 'cut' : outcome.status,
        applicantExternalId: answer?.externalUserId ?? applicantExternalId,
        effect: answer?.effect,
      });
      return outcome;
    } catch (error) {
      if (!(error instanceof Refusal)) {
        note({ status: 500, applicantExternalId });
        throw error;
      }
      const reply = dialect.errorReply(error);
      note({ status: reply.status, errorCode: error.code?.errorCode, applicantExternalId });
      return reply;
    }
  };

  async function perform(
    row: Operation,
    call: Call,
    externalUserId?: string,
  ): Promise<{ outcome: Outcome; answer?: Answer }> {
    const admission = row.limit ? quotas.admit(row.limit) : { done: () => {} };
    if ('retryAfterSeconds' in admission) {
      throw new Refusal(429, 'Too many requests', undefined, admission.retryAfterSeconds);
    }
    try {
      const fault = faults.nextForCall({ provider: dialect.provider, name: row.name, externalUserId });
      if (fault && fault.at !== 'after' && fault.answer !== 'cut') return { outcome: broken(fault) };
      const answer = await dialect.handlers[row.name]!(call);
      return { outcome: fault ? broken(fault, answer) : answer, answer };
    } finally {
      admission.done();
    }
  }

  function broken({ answer, errorCode, retryAfterSeconds }: CallFault, whole: Reply = { status: 200 }): Outcome {
    if (answer === 'cut') return { cut: whole };
    if (typeof answer === 'string') return answer;
    const code = errorCode === undefined ? undefined : { errorCode };
    const reply = dialect.errorReply(new Refusal(answer, 'A fault of the sandbox script', code));
    return retryAfterSeconds === undefined
      ? reply
      : { ...reply, headers: { ...reply.headers, 'retry-after': String(retryAfterSeconds) } };
  }
}

function noSuchOperation(match: { status: number; allow?: string }): Refusal {
  if (match.status === 405) return new Refusal(405, `Method not allowed; allowed: ${match.allow}`);
  return new Refusal(
    match.status,
    match.status === 404 ? 'No such path' : 'The path or its query parameters are not understood',
  );
}

function assertMediaType(wanted: readonly string[], contentType = ''): void {
  if (wanted.length === 0 || wanted.includes(contentType.toLowerCase().split(';')[0]!.trim())) return;
  throw new Refusal(415, `Content-Type must be ${wanted.join(' or ')}`);
}
