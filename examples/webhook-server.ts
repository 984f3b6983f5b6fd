/*
 * An HTTP server that an application has anyway, with the receiver of provider webhooks mounted in it.
 *
 *   export KYC_STORE_URL=postgres://…                worker and receiver are two processes: they share a PostgreSQL
 *   node lib/examples/existing-worker.js             in a terminal of its own, with the same variables: see there
 *   node lib/examples/webhook-server.js
 *   npx temporal-kyc sandbox --webhook-url http://127.0.0.1:8080
 */
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Client, Connection } from '@temporalio/client';
import { resolveConfig } from 'temporal-kyc';
import { createWebhookHandler } from 'temporal-kyc/webhooks';

// Lazily: while Temporal cannot be reached the receiver answers 503, and the provider comes again.
const connection = Connection.lazy({ address: process.env.TEMPORAL_ADDRESS ?? 'localhost:7233' });
const webhooks = createWebhookHandler({ client: new Client({ connection }), config: resolveConfig() });
const receive = getRequestListener(webhooks);

const server = createServer((request, response) => {
  // Before anything that parses bodies: the signature is over the bytes as they came.
  if (request.url?.startsWith('/webhooks/')) return void receive(request, response);
  response.writeHead(200, { 'content-type': 'text/plain' }).end("the application's own pages\n");
});
server.listen(8080, '127.0.0.1', () =>
  console.log('http://127.0.0.1:8080/webhooks/idngo, …/identomat, …/vultsecurity/<token>'),
);

process.once('SIGTERM', stop);
process.once('SIGINT', stop);

function stop(): void {
  server.close(() => {
    void webhooks.close().then(() => connection.close());
  });
}
