/* The webhook receiver's row: `createWebhookHandler({ …, receivers: [acmeReceiver(secret)] })` serves it. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { WebhookOptions } from 'temporal-kyc/webhooks';

type Receiver = NonNullable<WebhookOptions['receivers']>[number];

export function acmeReceiver(webhookSecret: string): Receiver {
  return {
    provider: 'acme',
    path: /^\/webhooks\/acme$/,
    // Over the bytes as they came.
    authentic(raw, request) {
      const expected = createHmac('sha256', webhookSecret).update(raw).digest();
      const given = Buffer.from(request.headers.get('acme-signature') ?? '', 'hex');
      return given.length === expected.length && timingSafeEqual(given, expected);
    },
    // What it says of the state is not even looked at: the case reads Acme itself.
    read(raw) {
      const { event, verification } = bodyOf(raw);
      if (!isId(event) || !isId(verification)) return undefined;
      return {
        hint: { provider: 'acme', type: 'verification-changed', eventKey: event },
        references: [{ provider: 'acme', kind: 'verification', reference: verification }],
        mayReverse: true,
        foreign: false,
      };
    },
  };
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value);
}

function bodyOf(raw: Uint8Array): { event?: unknown; verification?: unknown } {
  try {
    return (JSON.parse(Buffer.from(raw).toString('utf8')) ?? {}) as object;
  } catch {
    return {};
  }
}
