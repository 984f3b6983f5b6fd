import { createHash } from 'node:crypto';
import type { DocumentRef } from '../../../src/domain/documents';
import type { DocumentAccess } from '../../../src/providers';

/** A document store of a few lines. */
export class MemoryDocuments implements DocumentAccess {
  private readonly files = new Map<string, Buffer>();

  keep(bytes: Buffer, mediaType: string): DocumentRef {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    this.files.set(sha256, bytes);
    return { uri: `memory:${sha256}`, sha256, size: bytes.length, mediaType };
  }

  read({ sha256 }: DocumentRef): Promise<AsyncIterable<Uint8Array>> {
    const bytes = this.files.get(sha256)!;
    return Promise.resolve(
      (async function* () {
        yield bytes;
      })(),
    );
  }

  async put(content: AsyncIterable<Uint8Array>, { mediaType }: { mediaType: string }): Promise<DocumentRef> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of content) chunks.push(chunk);
    return this.keep(Buffer.concat(chunks), mediaType);
  }
}
