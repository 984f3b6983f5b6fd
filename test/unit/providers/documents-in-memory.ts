import { createHash } from 'node:crypto';
import type { DocumentRef } from '../../../src/domain/documents';
import { refusal } from '../../../src/domain/failures';
import type { DocumentAccess } from '../../../src/providers/operation';

/** The document store as calls need it; refuses altered and missing documents as the real one does. */
export class DocumentsInMemory implements DocumentAccess {
  readonly kept: { bytes: Buffer; mediaType: string; subjectId?: string }[] = [];
  readonly #bytes = new Map<string, Buffer>();

  add(bytes: Buffer, mediaType: string): DocumentRef {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    this.#bytes.set(sha256, bytes);
    return { uri: `memory:${sha256}`, sha256, size: bytes.length, mediaType };
  }

  async read(ref: DocumentRef): Promise<AsyncIterable<Uint8Array>> {
    const bytes = this.#bytes.get(ref.sha256);
    if (bytes === undefined) throw refusal('kyc.input.DocumentMissing', `No document at ${ref.uri}.`);
    // Two chunks, so that nobody relies on one.
    async function* chunks() {
      yield bytes!.subarray(0, bytes!.length >> 1);
      yield bytes!.subarray(bytes!.length >> 1);
    }
    return chunks();
  }

  async put(
    content: AsyncIterable<Uint8Array>,
    about: { mediaType: string; subjectId?: string },
  ): Promise<DocumentRef> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of content) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    this.kept.push({ bytes, ...about });
    return this.add(bytes, about.mediaType);
  }
}
