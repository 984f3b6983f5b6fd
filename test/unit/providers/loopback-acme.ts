import { Transport, type TransportOptions } from '../../../src/providers/transport';
import { DocumentsInMemory } from './documents-in-memory';
import { answer, ScriptedServer, type Reply } from './scripted-server';

/** A made-up vendor on loopback that wraps its answers and says no with a success status, fresh for every test of a file. */
export class LoopbackAcme {
  server!: ScriptedServer;
  documents!: DocumentsInMemory;
  #opened: Transport[] = [];

  constructor() {
    beforeEach(async () => {
      this.server = await new ScriptedServer().start();
      this.documents = new DocumentsInMemory();
    });
    afterEach(async () => {
      await Promise.all(this.#opened.splice(0).map((one) => one.close()));
      await this.server.stop();
    });
  }

  open(options: Partial<TransportOptions> = {}): Transport {
    const transport = new Transport(
      {
        provider: 'acme',
        baseUrl: this.server.url,
        sandbox: false,
        authorize: () => ({}),
        readRefusal: () => ({}),
        refusesWith: (_row, said) => (isObject(said) && 'no' in said ? { errorCode: 'no', standsFor: 404 } : undefined),
        unwrap: (_row, said) => (isObject(said) && 'result' in said ? said['result'] : said),
      },
      { documents: this.documents, maxBytes: 8192, ...options },
    );
    this.#opened.push(transport);
    return transport;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

export const JPEG = Buffer.from('\xff\xd8\xff\xe0 a made-up photo', 'latin1');
export const PNG = Buffer.from('\x89PNG\r\n\x1a\n a made-up image', 'latin1');
export const UNKNOWN = Buffer.from([0, 1, 2, 3, 250, 251]);

export function dataUrl(type: string, bytes: Buffer): string {
  return `data:${type};base64,${bytes.toString('base64')}`;
}

/** Bytes with a success status, under any media type or none. */
export function raw(bytes: Buffer | string, contentType = ''): Reply {
  return answer(200, bytes, { 'content-type': contentType });
}
