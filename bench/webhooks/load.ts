import { createHmac, randomUUID } from 'node:crypto';

export interface WebhookFigures {
  readonly events: number;
  readonly perSecond: number;
  /** From when an event was due to its whole answer, in milliseconds. */
  readonly ackP50Ms: number;
  readonly ackP99Ms: number;
  /** How often each answer came. */
  readonly answers: Readonly<Record<string, number>>;
}

export interface WebhookLoad {
  /** Where the receiver is served. */
  readonly url: string;
  /** IDnGO's. */
  readonly webhookSecret: string;
  readonly perSecond: number;
  readonly seconds: number;
  subjectOf(index: number): string;
}

/** An open loop: each event leaves at its own time, whether the earlier ones were answered or not. */
export async function sendWebhooks({
  url,
  webhookSecret,
  perSecond,
  seconds,
  subjectOf,
}: WebhookLoad): Promise<WebhookFigures> {
  const events = perSecond * seconds;
  const begun = performance.now();
  const took: number[] = [];
  const answers: Record<string, number> = {};
  await Promise.all(
    Array.from({ length: events }, async (_, index) => {
      const due = begun + (index * 1000) / perSecond;
      await new Promise((resolve) => setTimeout(resolve, due - performance.now()));
      const response = await fetch(new URL('/webhooks/idngo', url), signedEvent(subjectOf(index), webhookSecret));
      const answer = `${response.status} ${await response.text()}`;
      // From when it was due: a loop that lags behind must not look fast.
      took.push(performance.now() - due);
      answers[answer] = (answers[answer] ?? 0) + 1;
    }),
  );
  took.sort((a, b) => a - b);
  const percentile = (share: number) => Math.round(took[Math.ceil(events * share) - 1]! * 10) / 10;
  return {
    events,
    perSecond: Math.round(events / ((performance.now() - begun) / 1000)),
    ackP50Ms: percentile(0.5),
    ackP99Ms: percentile(0.99),
    answers,
  };
}

/** An event of its own about a made-up applicant, with the fields that the vendor sends. */
function signedEvent(externalUserId: string, webhookSecret: string): RequestInit {
  const body = JSON.stringify({
    applicantId: '5dc158b109494c3cbf431e28',
    inspectionId: '5dc158b109494c3cbf431e29',
    applicantType: 'individual',
    correlationId: randomUUID(),
    levelName: 'basic-kyc-level',
    externalUserId,
    type: 'applicantReviewed',
    reviewResult: { reviewAnswer: 'GREEN' },
    reviewStatus: 'completed',
    createdAtMs: '2026-01-02 03:04:05.678',
  });
  const headers = {
    'content-type': 'application/json',
    'x-payload-digest': createHmac('sha256', webhookSecret).update(body).digest('hex'),
    'x-payload-digest-alg': 'HMAC_SHA256_HEX',
  };
  return { method: 'POST', headers, body };
}
