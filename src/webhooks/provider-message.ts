import { randomUUID } from 'node:crypto';
import type { Notification } from '../domain/notification';
import type { Notifier } from '../notifications/notifier';
import type { ProviderMessage } from './provider-event';
import type { InboxStore } from './store-access';

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
