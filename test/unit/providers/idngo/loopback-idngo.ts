import { createHmac } from 'node:crypto';
import { configSchema } from '../../../../src/config';
import type { IdngoConfig } from '../../../../src/providers/idngo/options';
import { createIdngoClient, type IdngoClient } from '../../../../src/providers/idngo';
import type { TransportOptions } from '../../../../src/providers/transport';
import { DocumentsInMemory } from '../documents-in-memory';
import { ScriptedServer, type SeenRequest } from '../scripted-server';

const appToken = 'sbx:app-token';
const secretKey = 'secret-key-1';

/** IDnGO on loopback and clients of it, fresh for every test of a file. */
export class LoopbackIdngo {
  server!: ScriptedServer;
  documents!: DocumentsInMemory;
  client!: IdngoClient;
  #opened: IdngoClient[] = [];

  constructor() {
    beforeEach(async () => {
      this.server = await new ScriptedServer().start();
      this.documents = new DocumentsInMemory();
      this.client = this.open();
    });
    afterEach(async () => {
      await Promise.all(this.#opened.splice(0).map((client) => client.close()));
      await this.server.stop();
    });
  }

  open(config: Partial<IdngoConfig> = {}, options: Partial<TransportOptions> = {}): IdngoClient {
    const idngo = {
      baseUrl: this.server.url,
      environment: 'sandbox',
      appToken,
      secretKey,
      webhookSecret: 'hook-secret',
    };
    const settings = { ...configSchema.parse({ providers: { idngo } }).providers.idngo!, ...config };
    const client = createIdngoClient(settings, { documents: this.documents, maxBytes: 1024, ...options });
    this.#opened.push(client);
    return client;
  }
}

/** What the vendor's page says that the signature of these bytes is. */
export function signatureOf({ method, target, headers, body }: SeenRequest): string {
  const head = `${String(headers['x-app-access-ts'])}${method}${target}`;
  return createHmac('sha256', secretKey).update(head).update(body).digest('hex');
}
