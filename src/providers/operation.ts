import type { z } from 'zod';
import type { DocumentRef } from '../domain/documents';

/**
 * What repeating a call does, which decides its retries and how it runs:
 * `read` and `idempotent` are harmless; `natural-key` is refused the second time and read back; `creates` makes another one;
 * `irreversible` must not be repeated without looking first.
 */
export type Effect = 'read' | 'idempotent' | 'natural-key' | 'creates' | 'irreversible';

/** A documented quota: so many requests in any window of so many seconds. `perSeconds: 0` means so many at a time. */
export interface Limit {
  /** Names the quota and its task queue, `<taskQueue>.<provider>.<queue>`; endpoints that share a quota share the name. */
  readonly queue: string;
  readonly requests: number;
  readonly perSeconds: number;
}

/**
 * One endpoint of one provider, and the only place that knows it. Client method, activity, workflow proxy, sandbox route,
 * documentation row and contract test all derive from it; adding an endpoint is adding one row.
 */
export interface Operation<Request extends z.ZodType = z.ZodType, Response extends z.ZodType = z.ZodType> {
  /** The vendor operation in camel case; the activity is `<provider>.<name>`. */
  readonly name: string;
  /** One sentence for the reference page and the Temporal UI. */
  readonly summary: string;
  readonly group: string;
  /** Which of the provider's hosts serves it, where there are several: a key of {@link Wire.baseUrls}. */
  readonly host?: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With `{field}` for every request field that goes into the path; each is percent-encoded, a missing one throws. */
  readonly path: string;
  /** The whole request as one flat object: path fields, query fields, and the rest as the body. */
  readonly request: Request;
  /** Request fields that travel in the query, in this order (it is signed as sent). */
  readonly query?: readonly string[];
  /** Query parameters that never vary, sent before the others. */
  readonly constants?: Readonly<Record<string, string>>;
  /**
   * How the remaining request fields travel. `json`: as one object. `multipart`: `metadata` as JSON text beside the bytes of `document`.
   * `form`: `multipart/form-data`, one part a field in the order of the schema, text first and files last; objects as JSON text.
   * `zip`: the bytes of `archive`. `none`: there are none. Document fields are {@link DocumentRef}s, read from the store.
   */
  readonly body: 'none' | 'json' | 'multipart' | 'form' | 'zip';
  /**
   * Request fields that hold a {@link DocumentRef}, or several, and the media types that are taken. In a `form` each becomes a file part
   * of that name, in `json` a base64 string.
   */
  readonly files?: Readonly<Record<string, readonly string[]>>;
  /**
   * `binary`: the bytes go to the document store, and the response is the {@link DocumentRef}. `media`: the same for vendors that answer
   * with bytes, a data URL or base64 in a JSON string; `null` when there is nothing. `archive`: a tar, maybe zipped, in either form:
   * unpacked, `{ name, document }` an entry.
   */
  readonly answer: 'json' | 'binary' | 'media' | 'archive' | 'ignored';
  /** Lenient: unknown fields are kept, unknown enum values stay strings. */
  readonly response: Response;
  /** Response headers that belong to the answer: field name to header name. Absent headers leave the field out. */
  readonly responseHeaders?: Readonly<Record<string, string>>;
  readonly effect: Effect;
  /** A refusal that means "this has been done before". */
  readonly alreadyDone?: { readonly status?: number; readonly errorCode?: number | string };
  readonly limit?: Limit;
  /** How long one attempt may take: `quick` 10 s (default), `transfer` 120 s for files, `slow` 60 s for generated reports. */
  readonly timeout?: 'quick' | 'transfer' | 'slow';
  /** The provider's test environment only: refused in production before anything is sent. */
  readonly sandboxOnly?: boolean;
}

/** Declares a row and keeps its exact types. */
export function operation<Request extends z.ZodType, Response extends z.ZodType, const Name extends string>(
  row: Operation<Request, Response> & { readonly name: Name },
): Operation<Request, Response> & { readonly name: Name } {
  return row;
}

export type RequestOf<Row extends Operation> = z.input<Row['request']>;
export type ResponseOf<Row extends Operation> = z.output<Row['response']>;

/** A table of rows: `{ createApplicant: operation({ … }), … }`. The key equals the row's name. */
export type OperationTable = Readonly<Record<string, Operation>>;

/** What a caller may add to any call. */
export interface CallOptions {
  /** Cancels the request; an activity passes its own cancellation. */
  readonly signal?: AbortSignal;
  /** Under whose key a binary answer is stored. */
  readonly subjectId?: string;
}

/** One method a row: `client.createApplicant(request)`. */
export type ProviderClient<Table extends OperationTable> = {
  readonly [Name in keyof Table]: (
    request: RequestOf<Table[Name]>,
    options?: CallOptions,
  ) => Promise<ResponseOf<Table[Name]>>;
};

/** The part of the document store that a provider call needs. */
export interface DocumentAccess {
  /** The bytes; rejects with `kyc.input.DocumentMissing` or `kyc.input.DocumentAltered` (hash differs). */
  read(ref: DocumentRef): Promise<AsyncIterable<Uint8Array>>;
  put(content: AsyncIterable<Uint8Array>, about: { mediaType: string; subjectId?: string }): Promise<DocumentRef>;
}
