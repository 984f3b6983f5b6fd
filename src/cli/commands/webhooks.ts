import { Client, Connection } from '@temporalio/client';
import type { Command } from 'commander';
import type { ProviderName } from '../../config';
import { createWebhookHandler, serveWebhooks } from '../../webhooks';
import { wholeNumber } from '../flags';
import { addPlaceOptions, placeOf, type PlaceFlags } from '../place';
import { assertProviders, configuredProviders } from '../providers';
import { aborted, stopSignal } from '../stop-signal';
import { printJson, type Terminal } from '../terminal';

/** As they may be shown: VultSecurity's ends in the token that is its only protection. */
const webhookRoutes: Readonly<Record<ProviderName, string>> = {
  idngo: '/webhooks/idngo',
  identomat: '/webhooks/identomat',
  vultsecurity: '/webhooks/vultsecurity/<token>',
};

export function addWebhooks(program: Command, terminal: Terminal): void {
  addPlaceOptions(program.command('webhooks'))
    .description('Receive provider webhooks and wake the cases that they concern, until it is asked to stop.')
    .option('--port <port>', 'where to listen; 0 takes a free one', wholeNumber(0, 65_535), 8080)
    .option(
      '--hostname <address>',
      'address to listen on; TLS and the outside world belong to a reverse proxy',
      '127.0.0.1',
    )
    .option('--json', 'announce readiness as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  $ temporal-kyc webhooks --port 8080\n  then point the provider at https://…/webhooks/idngo, /webhooks/identomat or /webhooks/vultsecurity/<token>',
    )
    .action(async (flags: PlaceFlags & { port: number; hostname: string; json?: boolean }) => {
      const stop = stopSignal();
      const { address, namespace, config } = placeOf(flags, terminal.env);
      assertProviders(config);
      // Lazily: a receiver that is up before Temporal answers 503, and the provider comes again.
      const connection = Connection.lazy({ address });
      const handler = createWebhookHandler({ client: new Client({ connection, namespace }), config });
      try {
        const server = await serveWebhooks({ handler, port: flags.port, hostname: flags.hostname });
        const routes = configuredProviders(config).map((provider) => server.url + webhookRoutes[provider]);
        if (flags.json) printJson(terminal, { ready: true, pid: process.pid, url: server.url, routes });
        else terminal.out.line(`Receiving at ${routes.join(', ')} for ${namespace} at ${address}. Ctrl-C stops it.`);
        await aborted(stop);
        await server.close();
      } finally {
        await handler.close();
        await connection.close();
      }
    });
}
