import { createHmac } from 'node:crypto';
import { resolveConfig, type Config, type KycOptions } from '../../../src/config';

export const webhookSecret = 'webhook-test-secret';

export function testConfig(idngo: Partial<NonNullable<KycOptions['providers']>['idngo']> = {}): Config {
  return resolveConfig(
    {
      providers: { idngo: { appToken: 'app-token', secretKey: 'secret-key', webhookSecret, ...idngo } },
      store: { url: 'pglite:memory' },
    },
    {},
  );
}

/** An IDnGO event about a made-up applicant, with the fields that the vendor sends. */
export function reviewed(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    applicantId: '5dc158b109494c3cbf431e28',
    inspectionId: '5dc158b109494c3cbf431e29',
    applicantType: 'individual',
    correlationId: 'req-00000001',
    levelName: 'basic-kyc-level',
    externalUserId: 'subject-1',
    type: 'applicantReviewed',
    reviewResult: { reviewAnswer: 'GREEN', moderationComment: 'canary-comment' },
    reviewStatus: 'completed',
    createdAtMs: '2026-01-02 03:04:05.678',
    ...changes,
  };
}

export function sign(body: string | Uint8Array, secret = webhookSecret): Record<string, string> {
  return {
    'content-type': 'application/json',
    'x-payload-digest': createHmac('sha256', secret).update(body).digest('hex'),
    'x-payload-digest-alg': 'HMAC_SHA256_HEX',
  };
}

/** A signed delivery to `/webhooks/idngo`, as the provider would post it. */
export function hook(event: unknown, base = 'http://receiver.test'): Request {
  return signed(JSON.stringify(event), base);
}

export function signed(body: string | Uint8Array, base = 'http://receiver.test'): Request {
  return new Request(`${base}/webhooks/idngo`, { method: 'POST', headers: sign(body), body });
}
