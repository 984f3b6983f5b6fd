import type { ProviderHint } from '../domain/hint';
import type { ProviderReference } from '../domain/journal';

/** What a receiver reads out of an authentic webhook: which processes to wake, and nothing that a decision could rest on. */
export interface ProviderEvent {
  readonly hint: ProviderHint;
  /** Any of these may lead to the process. */
  readonly references: readonly ProviderReference[];
  /** The caller's own id, where the provider repeats it: leads to the onboarding before its references are known to the store. */
  readonly subjectId?: string;
  /** May change a decision that was made already, so that a closed case is looked at again. */
  readonly mayReverse: boolean;
  /** Authentic, but from the provider's other environment (sandbox or production). */
  readonly foreign: boolean;
}

/**
 * A text that a provider wants sent to a person by the business, which has an SMS or e-mail service of its own. It opens a session or
 * proves possession of a telephone: it is handed on as it comes, and never stored, logged or put into a history.
 */
export interface ProviderMessage {
  readonly kind: 'one-time-password' | 'session-link';
  /** The provider's own type. */
  readonly type: string;
  /** Leads to the case, where there is one. */
  readonly references: readonly ProviderReference[];
  readonly channel: 'sms' | 'email';
  /** Telephone number or e-mail address. */
  readonly to: string;
  readonly text: string;
  /** With `session-link`. */
  readonly link?: string;
}

/** One provider's route. A further provider is a further one of these in `receivers.ts`. */
export interface Receiver {
  readonly provider: string;
  /** Matched against the whole path of the URL. */
  readonly path: RegExp;
  /** Default: POST only. */
  readonly methods?: readonly string[];
  /** Whether the provider sent exactly these bytes. Never throws; compares in constant time. */
  authentic(raw: Uint8Array, request: Request): boolean;
  /** Where the provider also has texts sent by the business: asked before `read`. Never throws. */
  message?(raw: Uint8Array): ProviderMessage | undefined;
  /** Undefined when the call is not an event of this provider. Never throws. */
  read(raw: Uint8Array, request: Request): ProviderEvent | undefined;
}

// A database refuses NUL and lone surrogates, and would so turn one odd event into endless repeats. Ids of ours and of the vendors
// are printable ASCII.
const IDENTIFIER = /^[\x21-\x7e]{1,200}$/;

export function isIdentifier(value: unknown): value is string {
  return typeof value === 'string' && IDENTIFIER.test(value);
}

/** The references that can be looked up; ids that cannot be ours or the vendor's are left out. */
export function referencesOf(provider: string, ids: Readonly<Record<string, string | undefined>>): ProviderReference[] {
  return Object.entries(ids).flatMap(([kind, reference]) =>
    isIdentifier(reference) ? [{ provider, kind, reference }] : [],
  );
}
