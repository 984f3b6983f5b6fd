import type { ActivityDependencies } from '../activities/dependencies';
import type { Config } from './config';
import { openDocumentStore } from './documents/document-store';
import { httpNotifier } from './notifications';
import type { Notifier } from './notifications/notifier';
import { createIdngoClient } from './providers/idngo/client';
import { openStore } from './store/open-store';

/** The outside world of one worker process, opened once and shared by its workers. */
export interface Installation extends ActivityDependencies {
  close(): Promise<void>;
}

/** Opens store, documents and provider clients; rejects, with nothing left open, when one of them cannot be had. */
export async function openInstallation(config: Config, ownNotifier?: Notifier): Promise<Installation> {
  const documents = openDocumentStore(config.documents.url, { maxBytes: config.documents.maxBytes });
  const store = await openStore(config.store.url);
  const { url, secret } = config.notifications;
  const notifier = ownNotifier ?? (url && secret ? httpNotifier({ url, secret }) : undefined);
  const { idngo: settings } = config.providers;
  const idngo = settings && createIdngoClient(settings, { documents, maxBytes: config.documents.maxBytes });
  return {
    store,
    maxDocumentBytes: config.documents.maxBytes,
    notifier,
    idngo,
    async close() {
      await idngo?.close();
      await store.close();
    },
  };
}
