import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { operation } from '../../providers/operation';
import type { Answer, Call } from '../gateway';
import type { AccessTokens } from './access-tokens';
import type { VultsecurityCredentials } from './credentials';

/** Assumed: the vendor says `oauth2` and neither grant nor address. */
export const tokenPath = '/oauth/token';

/** A row of the sandbox's own, so that faults and records know requests for tokens like any other call. */
export const accessToken = operation({
  name: 'accessToken',
  summary: 'Fetch an access token (OAuth2 client credentials).',
  group: 'OAuth2',
  method: 'POST',
  path: tokenPath,
  body: 'none',
  request: z.strictObject({}),
  answer: 'json',
  response: z.looseObject({ access_token: z.string() }),
  effect: 'read',
});

/** Answers as RFC 6749 says: client credentials, by HTTP Basic or in the form, and errors by its names. */
export function tokenHandler(tokens: AccessTokens, credentials: VultsecurityCredentials): (call: Call) => Answer {
  return ({ headers, body }) => {
    const type = headers['content-type']?.toLowerCase().split(';')[0]?.trim();
    if (type !== 'application/x-www-form-urlencoded') return refuse(400, 'invalid_request', 'The body must be a form');
    const form = new URLSearchParams(body.toString('utf8'));
    const basic = headers.authorization;
    if (basic !== undefined && form.has('client_secret'))
      return refuse(400, 'invalid_request', 'Client credentials come in the header or in the form, not in both');
    const [id, secret] = basic === undefined ? [form.get('client_id'), form.get('client_secret')] : readBasic(basic);
    if (id !== credentials.clientId || !sameText(secret ?? '', credentials.clientSecret))
      return refuse(401, 'invalid_client', 'Client id or secret are wrong');
    if (form.get('grant_type') !== 'client_credentials')
      return refuse(400, 'unsupported_grant_type', 'The grant type must be client_credentials');
    return answer(200, { access_token: tokens.issue(), token_type: 'Bearer', expires_in: tokens.lifetimeSeconds });
  };
}

// Both halves are form-encoded before they are joined (RFC 6749, 2.3.1).
function readBasic(header: string): [string, string] | [] {
  const encoded = /^Basic +([A-Za-z0-9+/=]+)$/i.exec(header)?.[1];
  const [, id, secret] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded ?? '', 'base64').toString('utf8')) ?? [];
  const decode = (text: string) => new URLSearchParams(`x=${text}`).get('x') ?? '';
  return id === undefined || secret === undefined ? [] : [decode(id), decode(secret)];
}

function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function refuse(status: 400 | 401, error: string, description: string): Answer {
  const refusal = answer(status, { error, error_description: description });
  return status === 401 ? { ...refusal, headers: { ...refusal.headers, 'www-authenticate': 'Basic' } } : refusal;
}

function answer(status: number, body: object): Answer {
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };
  return { status, headers, body: JSON.stringify(body) };
}
