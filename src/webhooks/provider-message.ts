import { randomUUID } from 'node:crypto';
import type { ProviderReference } from '../domain/journal';
import type { Notification } from '../domain/notification';
import type { Notifier } from '../notifications/notifier';
import type { ProviderEvent, Receiver } from './provider-event';
import type { InboxStore } from './store-access';

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

/** A receiver of a provider that also sends such messages: asked after `authentic`, before `read`. Never throws. */
export interface MessageReceiver extends Receiver {
  read(raw: Uint8Array): ProviderEvent | undefined;
  message(raw: Uint8Array): ProviderMessage | undefined;
}

/**
 * Hands a message to the business. Every call is a message of its own, with an id of its own: a text that is sent twice does less harm
 * than a code that never comes. `subjectId` and `caseId` are empty for a session that this package did not begin. Rejects when store or
 * notifier do.
 */
export async function passOn(
  message: ProviderMessage,
  { references }: Pick<InboxStore, 'references'>,
  notifier: Notifier,
  now: () => number = Date.now,
): Promise<void> {
  const found = await Promise.all(message.references.map((reference) => references.find(reference)));
  const [caseId = ''] = found.flat();
  const [, , subjectId = ''] = caseId.split('/');
  const { kind, channel, to, text, link } = message;
  const notification: Notification = {
    id: `${kind}-${randomUUID()}`,
    kind,
    subjectId,
    caseId,
    at: new Date(now()).toISOString(),
    facts: { channel, to, text, ...(link !== undefined && { link }) },
  };
  await notifier.send(notification);
}
