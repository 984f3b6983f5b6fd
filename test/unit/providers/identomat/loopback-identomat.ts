import { createIdentomatClient, type IdentomatClient } from '../../../../src/providers/identomat';
import type { TransportOptions } from '../../../../src/providers/transport';
import { DocumentsInMemory } from '../documents-in-memory';
import { ScriptedServer } from '../scripted-server';
import { configFor } from './fixtures';

/** Both hosts of Identomat on loopback and clients of them, fresh for every test of a file. */
export class LoopbackIdentomat {
  widget!: ScriptedServer;
  external!: ScriptedServer;
  documents!: DocumentsInMemory;
  client!: IdentomatClient;
  #opened: IdentomatClient[] = [];

  constructor() {
    beforeEach(async () => {
      this.widget = await new ScriptedServer().start();
      this.external = await new ScriptedServer().start();
      this.documents = new DocumentsInMemory();
      this.client = this.open();
    });
    afterEach(async () => {
      await Promise.all(this.#opened.splice(0).map((client) => client.close()));
      await Promise.all([this.widget.stop(), this.external.stop()]);
    });
  }

  open(options: Partial<TransportOptions> = {}): IdentomatClient {
    const config = configFor({ widgetUrl: this.widget.url, externalApiUrl: this.external.url });
    const client = createIdentomatClient(config, { documents: this.documents, maxBytes: 8192, ...options });
    this.#opened.push(client);
    return client;
  }
}
