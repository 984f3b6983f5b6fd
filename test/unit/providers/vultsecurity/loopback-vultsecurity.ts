import { createVultsecurityClient, type VultsecurityClient } from '../../../../src/providers/vultsecurity';
import { vultsecurityOptions, type VultsecurityConfig } from '../../../../src/providers/vultsecurity/options';
import type { TransportOptions } from '../../../../src/providers/transport';
import { DocumentsInMemory } from '../documents-in-memory';
import { answer, ScriptedServer, type Reply } from '../scripted-server';

export const clientSecret = 'synthetic:client/secret+1';
export const webhookToken = 'synthetic-webhook-token-1';

/** VultSecurity and its token address on loopback, with clients and a clock that stands still; fresh for every test of a file. */
export class LoopbackVultsecurity {
  server!: ScriptedServer;
  tokens!: ScriptedServer;
  documents!: DocumentsInMemory;
  client!: VultsecurityClient;
  /** Milliseconds since the epoch. */
  now!: number;
  #opened: VultsecurityClient[] = [];

  constructor() {
    beforeEach(async () => {
      this.now = Date.parse('2026-01-15T12:00:00Z');
      this.server = await new ScriptedServer().start();
      this.tokens = await new ScriptedServer().start();
      this.documents = new DocumentsInMemory();
      this.client = this.open();
    });
    afterEach(async () => {
      await Promise.all(this.#opened.splice(0).map((client) => client.close()));
      await this.server.stop();
      await this.tokens.stop();
    });
  }

  config(more: Partial<VultsecurityConfig> = {}): VultsecurityConfig {
    return vultsecurityOptions.parse({
      baseUrl: this.server.url,
      tokenUrl: `${this.tokens.url}/oauth2/token?tenant=t1`,
      clientId: 'client:1',
      clientSecret,
      webhookToken,
      ...more,
    });
  }

  open(config: Partial<VultsecurityConfig> = {}, options: Partial<TransportOptions> = {}): VultsecurityClient {
    const settings = { documents: this.documents, maxBytes: 1024, now: () => this.now, ...options };
    const client = createVultsecurityClient(this.config(config), settings);
    this.#opened.push(client);
    return client;
  }
}

export function token(value: string, more: object = { expires_in: 3600 }): Reply {
  return answer(200, { access_token: value, token_type: 'Bearer', ...more });
}
