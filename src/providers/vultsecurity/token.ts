import { ApplicationFailure } from '@temporalio/common';
import { z } from 'zod';
import { retryAfterMs } from '../../domain/retry-after';
import { readJson, readJsonOrNothing, UnusableAnswer } from '../answer-body';
import { Connection, networkFailure, type WireRequest } from '../connection';
import { Deadline } from '../deadline';
import { badAnswerFailure, statusFailure } from '../http-errors';
import type { VultsecurityConfig } from './options';

const name = { provider: 'vultsecurity', operation: 'accessToken' };

// Less than a quick call may take, so that the call itself still has time.
const LIMIT_MS = 5_000;
const MOST_BYTES = 64 * 1024;
const LIFETIME_WHEN_UNSTATED_MS = 5 * 60_000;
const LONGEST_LIFETIME_MS = 24 * 60 * 60_000;
const MARGIN_MS = 60_000;
/** A renewed token that is refused this early is refused for another reason than its age. */
const YOUNG_MS = 30_000;

/** The errors of RFC 6749, 5.2. Any other text in their place is not repeated. */
const knownErrors: readonly unknown[] = [
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
];

const grant = z.looseObject({
  access_token: z
    .string()
    .max(16_384)
    .regex(/^[\x21-\x7e]+$/),
  token_type: z
    .string()
    .regex(/^bearer$/i)
    .nullish(),
  // The vendor states no lifetime, and RFC 6749 only recommends to.
  expires_in: z.coerce.number().positive().nullish().catch(undefined),
});

type Settings = Pick<
  VultsecurityConfig,
  'tokenUrl' | 'clientId' | 'clientSecret' | 'clientAuthentication' | 'scope' | 'audience'
>;

interface Token {
  readonly value: string;
  readonly obtainedAt: number;
  readonly renewAt: number;
  /** It took the place of one that the provider had refused. */
  readonly afterRefusal: boolean;
}

/**
 * The access token of one process (OAuth2 client credentials), shared by all its calls: fetched when first needed, renewed before it
 * expires, and never twice at a time.
 */
export class AccessTokens {
  readonly #connection: Connection;
  #current?: Token;
  #renewal?: Promise<Token>;

  constructor(
    private readonly settings: Settings,
    private readonly now: () => number = Date.now,
  ) {
    this.#connection = new Connection(new URL(settings.tokenUrl));
  }

  /**
   * A token that should be good now. `refused` is one that the provider has just answered with 401: it is replaced, unless that has
   * happened already, or it is itself the replacement of a refused one and seconds old, for then another would fare no better.
   * Rejects with `kyc.provider.Unauthorized` when the credentials are refused, and with `Unavailable`, `Timeout`, `RateLimited` or
   * `BadAnswer` when a later attempt may succeed.
   */
  async get(refused?: string): Promise<string> {
    const current = this.#current;
    if (current !== undefined && this.#isGood(current, refused)) return current.value;
    this.#renewal ??= this.#fetch(refused !== undefined).finally(() => (this.#renewal = undefined));
    return (await this.#renewal).value;
  }

  /** Resolves when a request under way has ended. */
  close(): Promise<void> {
    return this.#connection.close();
  }

  #isGood(token: Token, refused: string | undefined): boolean {
    const now = this.now();
    if (now >= token.renewAt) return false;
    return token.value !== refused || (token.afterRefusal && now - token.obtainedAt < YOUNG_MS);
  }

  async #fetch(afterRefusal: boolean): Promise<Token> {
    // Counted from before the request: the provider's own count starts later.
    const obtainedAt = this.now();
    const { access_token, expires_in } = await this.#request();
    const lifetimeMs = expires_in == null ? LIFETIME_WHEN_UNSTATED_MS : expires_in * 1000;
    const boundedMs = Math.min(lifetimeMs, LONGEST_LIFETIME_MS);
    const renewAt = obtainedAt + boundedMs - Math.min(MARGIN_MS, boundedMs / 10);
    return (this.#current = { value: access_token, obtainedAt, renewAt, afterRefusal });
  }

  async #request(): Promise<z.output<typeof grant>> {
    const deadline = new Deadline(name, LIMIT_MS, undefined);
    try {
      const { statusCode, headers, body } = await this.#connection.send(name, tokenRequest(this.settings), deadline);
      if (statusCode < 200 || statusCode >= 300) {
        const retry = retryAfterMs(headers['retry-after'], this.now());
        throw refusedBy(statusCode, await readJsonOrNothing(body, MOST_BYTES), retry);
      }
      const read = await readJson(body, MOST_BYTES).catch((error: unknown) => {
        if (error instanceof UnusableAnswer) throw badAnswerFailure(name, statusCode, error.message, true);
        throw deadline.interruption ?? networkFailure(name, error);
      });
      const checked = grant.safeParse(read);
      if (checked.success) return checked.data;
      throw badAnswerFailure(name, statusCode, 'it holds no bearer token that can be used', true);
    } finally {
      deadline.end();
    }
  }
}

function tokenRequest({
  tokenUrl,
  clientId,
  clientSecret,
  clientAuthentication,
  scope,
  audience,
}: Settings): WireRequest {
  const { pathname, search } = new URL(tokenUrl);
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    ...(scope !== undefined && { scope }),
    ...(audience !== undefined && { audience }),
    ...(clientAuthentication === 'form' && { client_id: clientId, client_secret: clientSecret }),
  });
  return {
    method: 'POST',
    target: pathname + search,
    headers: {
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
      ...(clientAuthentication === 'basic' && { authorization: basic(clientId, clientSecret) }),
    },
    body: Buffer.from(form.toString()),
  };
}

// RFC 6749, 2.3.1: both are form-encoded before they are joined, so that a colon in the id cannot shift the border.
function basic(clientId: string, clientSecret: string): string {
  const [id, secret] = [clientId, clientSecret].map((part) => new URLSearchParams({ part }).toString().slice(5));
  return `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
}

// Never NotFound or Conflict: to the caller they would speak of the object of its call, which was not sent.
function refusedBy(status: number, body: unknown, retryAfter: number | undefined): ApplicationFailure {
  if (status >= 500 || status === 408 || status === 429) {
    return statusFailure(name, status, {}, { retryAfterMs: retryAfter });
  }
  const error = typeof body === 'object' && body !== null && 'error' in body ? body.error : undefined;
  const errorCode = knownErrors.includes(error) ? (error as string) : undefined;
  return ApplicationFailure.create({
    type: 'kyc.provider.Unauthorized',
    nonRetryable: true,
    message:
      `vultsecurity.accessToken answered ${status}${errorCode === undefined ? '' : ` (${errorCode})`}. ` +
      'Check tokenUrl, clientId, clientSecret and clientAuthentication of providers.vultsecurity, and scope or audience where used.',
    details: [{ ...name, status, errorCode }],
  });
}
