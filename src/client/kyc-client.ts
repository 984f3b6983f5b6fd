import type { Client } from '@temporalio/client';
import { resolveConfig } from '../config';
import type { Config } from '../config';
import { openDocumentStore } from '../documents/document-store';
import type { DocumentStore } from '../documents/document-store';
import { pluginConfig } from '../plugin-name';
import { OnboardingClient } from './onboarding';

export interface KycClientOptions {
  /** A Temporal client; with the plugin among its `plugins` the configuration comes from there. */
  readonly client: Client;
  /** Default: the plugin's, else the environment's. Only `taskQueue` and `documents` are used. */
  readonly config?: Config;
}

/** Starts and steers verification processes from a backend service. Holds no connection of its own. */
export class KycClient {
  readonly onboarding: OnboardingClient;
  private readonly config: Config;
  private store?: DocumentStore;

  constructor({ client, config }: KycClientOptions) {
    this.config = config ?? pluginConfig(client.options.plugins) ?? resolveConfig();
    this.onboarding = new OnboardingClient(client, this.config);
  }

  /** Where files go before they are submitted: `documents.put(stream, { mediaType, subjectId })` returns a reference to hand on. */
  get documents(): DocumentStore {
    this.store ??= openDocumentStore(this.config.documents.url, { maxBytes: this.config.documents.maxBytes });
    return this.store;
  }
}
