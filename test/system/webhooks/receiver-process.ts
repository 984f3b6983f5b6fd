import { Client, Connection } from '@temporalio/client';
import { createWebhookHandler, serveWebhooks } from '../../../src/webhooks';
import { testConfig } from '../../unit/webhooks/idngo-hook';

/** The receiver as it is deployed: a process of its own, over a store that it opens itself. Says its address. */
async function receive(temporal: string, storeUrl: string): Promise<void> {
  const client = new Client({ connection: await Connection.connect({ address: temporal }) });
  const handler = createWebhookHandler({
    client,
    config: { ...testConfig(), store: { url: storeUrl } },
    log: () => {},
  });
  const { url } = await serveWebhooks({ handler, port: 0 });
  process.send!(url);
}

const [, , temporal, storeUrl] = process.argv;
void receive(temporal!, storeUrl!);
