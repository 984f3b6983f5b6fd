import type { Forgery } from '../faults';
import type { Webhook, WebhookSender } from '../webhook-sender';
import type { IdentomatCredentials } from './credentials';
import type { Session } from './sessions';

/** What Identomat asks a company to send that brings its own SMS or e-mail service. */
export type Errand = 'sms-code' | 'email-code' | 'sms-link' | 'email-link';

/** By the vendor's word the first two; the other two, and the field names of e-mails, are assumed to follow them. */
const errandTypes: Record<Errand, string> = {
  'sms-code': 'one-time-password-request',
  'sms-link': 'share-session-link-via-sms',
  'email-code': 'email-one-time-password-request',
  'email-link': 'share-session-link-via-email',
};

/** Tells the company what happens: unsigned, with the callback key in the body. */
export class IdentomatCallbacks {
  constructor(
    private readonly sender: Pick<WebhookSender, 'send'>,
    private readonly credentials: IdentomatCredentials,
    /** Undefined: none is sent, and whoever wants the result asks for it. */
    private readonly statusUpdateType: string | undefined,
    private readonly newCode: () => string,
  ) {}

  /** A wake-up that says nothing but that the session has something new. */
  statusUpdate(session: Session): void {
    if (this.statusUpdateType !== undefined) this.sender.send(this.callback(this.statusUpdateType, session));
  }

  errand(errand: Errand, session: Session, recipient: string, link: string): void {
    const isLink = errand.endsWith('link');
    this.sender.send(
      this.callback(errandTypes[errand], session, {
        text: isLink ? `Continue here: ${link}` : `Your code is ${this.newCode()}`,
        [errand.startsWith('sms') ? 'phoneNumber' : 'email']: recipient,
        ...(isLink && { sessionLink: link }),
      }),
    );
  }

  /** Claims an approval, which no callback is to be believed. */
  forge(forgery: Forgery, { type, externalUserId, body }: Webhook): Webhook {
    const truth = JSON.parse(body) as Record<string, unknown>;
    const lie = { ...truth, result: 'approved', status: 'approved' };
    const changed =
      forgery === 'bad-signature'
        ? { callbackApiKey: 'not-the-callback-key' }
        : { sessionId: 'nobodyknowsthissession000000000000000000' };
    return this.post(type, forgery === 'bad-signature' ? externalUserId : undefined, { ...lie, ...changed });
  }

  callback(type: string, { token, name }: Session, more: Record<string, unknown> = {}): Webhook {
    const { callbackApiKey } = this.credentials;
    return this.post(type, name, { callbackApiKey, type, sessionId: token, ...more });
  }

  private post(type: string, externalUserId: string | undefined, payload: Record<string, unknown>): Webhook {
    return {
      type,
      externalUserId,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(payload),
    };
  }
}
