import type { Forgery } from '../faults';
import type { Identifiers } from '../identifiers';
import type { Waiters } from '../waiters';
import type { SentWebhook, Webhook, WebhookSender } from '../webhook-sender';
import type { Session } from './sessions';
import type { WebhookRegistry } from './webhook-registry';

/** What a wake-up carries. The vendor describes no payload: nothing, or the id of the session. */
export type WakeUpBody = 'session-id' | 'empty';

interface WakeUpOptions {
  readonly registry: WebhookRegistry;
  readonly ids: Identifiers;
  readonly waiters: Waiters;
  readonly body: WakeUpBody;
  /** Where the account's own webhooks go, beside those of sessions and registry. */
  readonly account: WebhookSender;
  readonly senderTo: (url: string) => WebhookSender;
}

/**
 * Says that the status of a session changed, unsigned and once (the vendor promises no resends), to the session's `webhook_url`, to every
 * registered webhook and to the account's address. Each address has a sender of its own, since a sender knows one.
 */
export class WakeUps {
  private readonly senders = new Map<string, WebhookSender>();

  constructor(private readonly options: WakeUpOptions) {}

  send(session: Session): void {
    const { account } = this.options;
    const wakeUp = this.wakeUp(session);
    const addresses = this.addressesFor(session);
    if (account.url !== undefined || addresses.length === 0) account.send(wakeUp);
    for (const address of addresses) this.senderTo(address).send(wakeUp);
  }

  /** Claims a change that never was: at an address that nobody was given, or for a session that nobody knows. */
  sendForged(session: Session, forgery: Forgery): void {
    const { account } = this.options;
    const address = this.addressesFor(session)[0] ?? account.url;
    const target = address && forgery === 'bad-signature' ? guessed(address) : address;
    (target === undefined ? account : this.senderTo(target)).sendForged(forgery, this.wakeUp(session));
  }

  /** A lie modelled on a wake-up. Only its body can be one: there is no signature, and the address is the sender's. */
  forge(forgery: Forgery, model: Webhook): Webhook {
    if (forgery === 'bad-signature') return model;
    return { ...model, ...this.withBody(this.options.ids.uuid()), externalUserId: undefined };
  }

  sent(): SentWebhook[] {
    return this.all().flatMap((sender) => sender.sent());
  }

  /** As {@link WebhookSender.delivered}, over all addresses. */
  delivered(
    type: string,
    { externalUserId, times = 1 }: { externalUserId?: string; times?: number },
    timeoutMs: number,
  ): Promise<SentWebhook[]> {
    const ours = () => this.sent().filter((hook) => [undefined, hook.externalUserId].includes(externalUserId));
    const delivered = () =>
      ours().filter((hook) => ['*', hook.type].includes(type) && hook.outcome === 'delivered' && !hook.forged);
    return this.options.waiters.until(
      () => (delivered().length >= times ? delivered() : undefined),
      timeoutMs,
      () => {
        const outcomes = ours().map((hook) => `${hook.type} ${hook.outcome}`);
        return (
          `${delivered().length} ${type} webhook(s) were delivered within ${timeoutMs} ms, not ${times}. ` +
          `Sent: ${outcomes.join(', ') || 'none'}.`
        );
      },
    );
  }

  /** Resolves with everything sent so far when nothing is under way to any address. */
  async settled(timeoutMs: number): Promise<SentWebhook[]> {
    await Promise.all(this.all().map((sender) => sender.settled(timeoutMs)));
    return this.sent();
  }

  async stop(): Promise<void> {
    await Promise.all(this.all().map((sender) => sender.stop()));
  }

  private wakeUp(session: Session): Webhook {
    return { type: `${session.kind}-session`, externalUserId: session.key, ...this.withBody(session.id) };
  }

  private withBody(sessionId: string): Pick<Webhook, 'headers' | 'body'> {
    if (this.options.body === 'empty') return { headers: {}, body: '' };
    return { headers: { 'content-type': 'application/json' }, body: JSON.stringify({ session_id: sessionId }) };
  }

  private addressesFor({ webhookUrl, clientId }: Session): string[] {
    const registered = this.options.registry
      .all()
      .filter((webhook) => [undefined, clientId].includes(webhook.clientId))
      .map(({ url }) => url);
    const own = this.options.account.url; // is called anyway
    return [...new Set([webhookUrl ?? '', ...registered])].filter(
      (address) => address !== own && /^https?:/.test(address) && URL.canParse(address),
    );
  }

  private senderTo(address: string): WebhookSender {
    const sender = this.senders.get(address) ?? this.options.senderTo(address);
    this.senders.set(address, sender);
    return sender;
  }

  private all(): WebhookSender[] {
    return [this.options.account, ...this.senders.values()];
  }
}

const shortestToken = 16;

/** The same address with something wrong wherever a token may be: in every long part of its path, or else in the last one. */
function guessed(address: string): string {
  const url = new URL(address);
  const parts = url.pathname.split('/');
  const isToken = parts.some((part) => part.length >= shortestToken)
    ? (part: string) => part.length >= shortestToken
    : (_part: string, at: number) => at === parts.length - 1;
  url.pathname = parts.map((part, at) => (isToken(part, at) ? 'not-the-token-of-anybody' : part)).join('/');
  return url.href;
}
