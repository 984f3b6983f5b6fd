import type { Client } from '@temporalio/client';
import type { IdngoConfig } from '../../src/providers/idngo/options';
import { parseIdngoWebhook, verifyIdngoWebhook } from '../../src/providers/idngo/webhook';

/** The least that a hand-written receiver does: check the signature, tell the workflow that the review is over. */
export function peerReceiver(client: Client, config: IdngoConfig): (request: Request) => Promise<Response> {
  return async (request) => {
    const raw = new Uint8Array(await request.arrayBuffer());
    if (verifyIdngoWebhook(raw, request.headers, config) !== 'ok') return new Response(null, { status: 401 });
    const event = parseIdngoWebhook(raw);
    if (event?.type === 'applicantReviewed')
      await client.workflow.getHandle(`peer/${event.externalUserId}`).signal('reviewed');
    return new Response(null, { status: 200 });
  };
}
