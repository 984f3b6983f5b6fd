import { Client, Connection } from '@temporalio/client';
import { resolveConfig } from '../../src/config';
import { openStore } from '../../src/store/open-store';
import { createWebhookHandler, serveWebhooks } from '../../src/webhooks';

/** The receiver as it is deployed, in a process of its own. Says its address. */
async function receive(temporal: string, storeUrl: string, webhookSecret: string): Promise<void> {
  const [connection, store] = await Promise.all([Connection.connect({ address: temporal }), openStore(storeUrl)]);
  const config = resolveConfig(
    {
      providers: { idngo: { appToken: 'app-token', secretKey: 'secret-key', webhookSecret } },
      store: { url: storeUrl },
    },
    {},
  );
  const handler = createWebhookHandler({ client: new Client({ connection }), config, store, log: () => {} });
  const { url } = await serveWebhooks({ handler, port: 0 });
  process.send!(url);
}

const [, , temporal, storeUrl, webhookSecret] = process.argv;
void receive(temporal!, storeUrl!, webhookSecret!);
