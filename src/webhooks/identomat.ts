import { randomUUID } from 'node:crypto';
import { isJson, type Json } from '../providers/reading';
import type { IdentomatConfig } from '../providers/identomat/options';
import { referencesOf, type ProviderEvent, type ProviderMessage, type Receiver } from './provider-event';
import { isOneOf } from './secrets';

/**
 * What Identomat asks a business to send that chose its own SMS or e-mail service. The first and the third stand in the documentation;
 * of the e-mails it has the titles only, which are taken for their types.
 */
const messages: Readonly<Record<string, Pick<ProviderMessage, 'kind' | 'channel'>>> = {
  'one-time-password-request': { kind: 'one-time-password', channel: 'sms' },
  'email-one-time-password-request': { kind: 'one-time-password', channel: 'email' },
  'share-session-link-via-sms': { kind: 'session-link', channel: 'sms' },
  'share-session-link-via-email': { kind: 'session-link', channel: 'email' },
};

/**
 * Identomat's callbacks. Unsigned: the key in the body is all that vouches for one, so nothing in it is believed. Any event of a session
 * wakes its case, also of a type that nobody has heard of (the vendor promises status updates and names no type for them).
 */
export function identomatReceiver({ callbackApiKey }: Pick<IdentomatConfig, 'callbackApiKey'>) {
  return {
    provider: 'identomat',
    path: /^\/webhooks\/identomat$/,
    authentic(raw: Uint8Array, _request?: Request) {
      const key = bodyOf(raw)?.['callbackApiKey'];
      return typeof key === 'string' && isOneOf(callbackApiKey, key);
    },
    read: eventIn,
    message: messageIn,
  } satisfies Receiver;
}

function eventIn(raw: Uint8Array): ProviderEvent | undefined {
  const body = bodyOf(raw);
  if (body === undefined) return undefined;
  const type = typeOf(body);
  return {
    // Every call is an event of its own. The vendor names none, and two updates of one session may be the same bytes: taken for a copy, the
    // second would be lost, and with it the decision. To wake a case for a copy costs one read.
    hint: { provider: 'identomat', type, eventKey: randomUUID() },
    // A message that cannot be passed on says nothing about the session's state.
    references: isMessage(type) ? [] : referencesOf('identomat', { session: sessionIn(body) }),
    mayReverse: true,
    foreign: false,
  };
}

function messageIn(raw: Uint8Array): ProviderMessage | undefined {
  const body = bodyOf(raw) ?? {};
  const type = typeOf(body);
  if (!isMessage(type)) return undefined;
  const { kind, channel } = messages[type]!;
  const to = channel === 'sms' ? body['phoneNumber'] : (body['email'] ?? body['emailAddress']);
  const { text, sessionLink } = body;
  if (!isText(to, 320) || !isText(text, 4_000)) return undefined;
  return {
    kind,
    type,
    references: referencesOf('identomat', { session: sessionIn(body) }),
    channel,
    to,
    text,
    ...(kind === 'session-link' && isText(sessionLink, 2_048) && { link: sessionLink }),
  };
}

const TYPE = /^[A-Za-z][A-Za-z0-9_.-]{0,63}$/;

function typeOf({ type }: Json): string {
  return typeof type === 'string' && TYPE.test(type) ? type : 'other';
}

function isMessage(type: string): boolean {
  return Object.hasOwn(messages, type);
}

/** Under the name of the documented samples, or of the API itself. */
function sessionIn(body: Json): string | undefined {
  const names = ['sessionId', 'session_token', 'session_id'];
  return names.map((name) => body[name]).find((value) => typeof value === 'string');
}

function isText(value: unknown, longest: number): value is string {
  return typeof value === 'string' && value !== '' && value.length <= longest;
}

function bodyOf(raw: Uint8Array): Json | undefined {
  try {
    const body: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(raw));
    return isJson(body) ? body : undefined;
  } catch {
    return undefined;
  }
}
