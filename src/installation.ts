import type { ActivityDependencies } from '../activities/dependencies';
import type { Config } from './config';
import { openDocumentStore } from './documents/document-store';
import { httpNotifier } from './notifications';
import { createIdentomatClient } from './providers/identomat/client';
import { createIdngoClient } from './providers/idngo/client';
import type { TransportOptions } from './providers/transport';
import { createVultsecurityClient } from './providers/vultsecurity/client';
import type { IdentomatConfig } from './providers/identomat/options';
import type { VultsecurityConfig } from './providers/vultsecurity/options';
import { openStore } from './store/open-store';

/** The outside world of one worker process, opened once and shared by its workers. */
export interface Installation extends ActivityDependencies {
  close(): Promise<void>;
}

/** Opens store, documents and provider clients; rejects, with nothing left open, when one of them cannot be had. */
export async function openInstallation(
  config: Config,
  { notifier: ownNotifier, adapters }: Pick<ActivityDependencies, 'notifier' | 'adapters'> = {},
): Promise<Installation> {
  const { maxBytes } = config.documents;
  const { url, secret } = config.notifications;
  // The clients first: they connect to nothing yet, and a wrong file of routes shows here.
  const clients = openClients(config, {
    documents: openDocumentStore(config.documents.url, { maxBytes }),
    maxBytes,
    circuitBreaker: config.circuitBreaker,
  });
  const store = await openStore(config.store.url);
  return {
    store,
    maxDocumentBytes: maxBytes,
    notifier: ownNotifier ?? (url && secret ? httpNotifier({ url, secret }) : undefined),
    adapters,
    ...clients,
    async close() {
      const { idngo, identomat, vultsecurity } = clients;
      await Promise.all([idngo?.close(), identomat?.client.close(), vultsecurity?.client.close()]);
      await store.close();
    },
  };
}

function openClients({ providers }: Config, options: TransportOptions) {
  const { idngo, identomat, vultsecurity } = providers;
  return {
    idngo: idngo && createIdngoClient(idngo, options),
    identomat: identomat && {
      client: createIdentomatClient(identomat, options),
      settings: identomatSettings(identomat),
    },
    vultsecurity: vultsecurity && {
      client: createVultsecurityClient(vultsecurity, options),
      settings: vultsecuritySettings(vultsecurity),
    },
  };
}

function identomatSettings({ widgetUrl, sessionLifetimeMinutes, returnUrl, outcomes, retryReasons }: IdentomatConfig) {
  return { widgetUrl, sessionLifetimeMinutes, returnUrl, reading: { outcomes, retryReasons } };
}

function vultsecuritySettings({ webhookUrl, webhookToken, ...reading }: VultsecurityConfig) {
  const [token] = [webhookToken].flat();
  const { ofacClear, ofacHits, dmvFailures, notVerified } = reading;
  return {
    // While a token is being replaced, the first is the new one.
    webhookAddress: webhookUrl && `${webhookUrl.replace(/\/+$/, '')}/${token}`,
    reading: { ofacClear, ofacHits, dmvFailures, notVerified },
  };
}
