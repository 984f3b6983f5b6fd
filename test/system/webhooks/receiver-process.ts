import { Client, Connection } from '@temporalio/client';
import { openStore } from '../../../src/store/open-store';
import { createWebhookHandler, serveWebhooks } from '../../../src/webhooks';
import { testConfig } from '../../unit/webhooks/idngo-hook';

/** The receiver as it is deployed, in a process of its own. Says its address. */
async function receive(temporal: string, storeUrl: string): Promise<void> {
  const [connection, store] = await Promise.all([Connection.connect({ address: temporal }), openStore(storeUrl)]);
  const client = new Client({ connection });
  const handler = createWebhookHandler({ client, config: testConfig(), store, log: () => {} });
  const { url } = await serveWebhooks({ handler, port: 0 });
  process.send!(url);
}

const [, , temporal, storeUrl] = process.argv;
void receive(temporal!, storeUrl!);
