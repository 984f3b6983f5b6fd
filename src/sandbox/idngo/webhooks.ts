import { createHmac } from 'node:crypto';
import type { Forgery } from '../faults';
import type { Identifiers } from '../identifiers';
import type { Webhook, WebhookSender } from '../webhook-sender';
import type { Action } from './actions';
import type { Applicant } from './applicants';
import { isSandboxToken, type IdngoCredentials } from './credentials';
import { preciseDate, zonedDate } from './dates';

export const webhookAlgorithms = {
  HMAC_SHA1_HEX: 'sha1',
  HMAC_SHA256_HEX: 'sha256',
  HMAC_SHA512_HEX: 'sha512',
} as const;
export type WebhookAlgorithm = keyof typeof webhookAlgorithms;

const minutes = 60;
const hours = 60 * minutes;

/** Pauses before the four resends, in seconds: minutes for actions, up to 18 hours for everything else. */
export function resendAfterSeconds(type: string): readonly number[] {
  return type.startsWith('applicantAction')
    ? [30, 30, minutes, 5 * minutes]
    : [5 * minutes, hours, 5 * hours, 18 * hours];
}

/** Tells the integrator what happened: builds the payloads of IDnGO and signs them with the webhook's own secret. */
export class IdngoWebhooks {
  constructor(
    private readonly sender: Pick<WebhookSender, 'send'>,
    private readonly ids: Identifiers,
    private readonly now: () => number,
    private readonly credentials: IdngoCredentials,
    private readonly algorithm: WebhookAlgorithm,
  ) {}

  /** Something happened to the applicant. The review result travels only with a decision. */
  applicant(type: string, applicant: Applicant, more: Record<string, unknown> = {}): void {
    this.sender.send(this.applicantWebhook(type, applicant, more));
  }

  applicantWebhook(type: string, applicant: Applicant, more: Record<string, unknown> = {}): Webhook {
    const now = this.now();
    return this.sign(type, applicant.externalUserId, {
      ...this.about(applicant),
      levelName: applicant.levelName,
      type,
      ...(type === 'applicantReviewed' && { reviewResult: applicant.review.result }),
      reviewStatus: applicant.review.status,
      createdAt: zonedDate(now),
      createdAtMs: preciseDate(now),
      ...more,
    });
  }

  /** Something happened to an action. The vendor's samples carry odd statuses (pending says `completed`); so do these. */
  action(type: string, applicant: Applicant, action: Action): void {
    const odd: Record<string, string> = { applicantActionPending: 'completed', applicantActionOnHold: 'init' };
    this.sender.send(
      this.sign(type, applicant.externalUserId, {
        ...this.about(applicant),
        applicantActionId: action.id,
        externalApplicantActionId: action.externalActionId,
        type,
        ...(type === 'applicantActionReviewed' && { reviewResult: action.review.result }),
        reviewStatus: odd[type] ?? action.review.status,
        createdAtMs: preciseDate(this.now()),
      }),
    );
  }

  /** Claims an approval that never was. */
  forge(forgery: Forgery, model: Webhook): Webhook {
    const truth = JSON.parse(model.body) as Record<string, unknown>;
    const lie = {
      ...truth,
      type: 'applicantReviewed',
      reviewStatus: 'completed',
      reviewResult: { reviewAnswer: 'GREEN' },
    };
    if (forgery === 'bad-signature')
      return this.sign('applicantReviewed', model.externalUserId, lie, 'not-the-webhook-secret');
    const nobody = {
      applicantId: this.ids.objectId(),
      inspectionId: this.ids.objectId(),
      externalUserId: 'nobody-we-know',
    };
    return this.sign('applicantReviewed', 'nobody-we-know', { ...lie, ...nobody, correlationId: this.ids.uuid() });
  }

  private about(applicant: Applicant): Record<string, unknown> {
    return {
      applicantId: applicant.id,
      inspectionId: applicant.inspectionId,
      applicantType: applicant.type,
      correlationId: `req-${this.ids.uuid()}`,
      sandboxMode: isSandboxToken(this.credentials.appToken),
      externalUserId: applicant.externalUserId,
      clientId: 'temporal-kyc-sandbox',
    };
  }

  private sign(
    type: string,
    externalUserId: string | undefined,
    payload: Record<string, unknown>,
    secret = this.credentials.webhookSecret,
  ): Webhook {
    const body = JSON.stringify(payload);
    const digest = createHmac(webhookAlgorithms[this.algorithm], secret).update(body).digest('hex');
    return {
      type,
      externalUserId,
      headers: {
        'content-type': 'application/json',
        'x-payload-digest': digest,
        'x-payload-digest-alg': this.algorithm,
      },
      body,
    };
  }
}
