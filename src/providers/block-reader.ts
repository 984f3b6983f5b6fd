import { UnusableAnswer, type Bytes } from './answer-body';

/** Reads a stream by the length that its format tells, and says so when it ends before. */
export class BlockReader {
  readonly #source: AsyncIterator<Uint8Array>;
  #held: Uint8Array = new Uint8Array();

  constructor(source: Bytes) {
    this.#source = source[Symbol.asyncIterator]();
  }

  async exactly(size: number): Promise<Buffer> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of this.part(size)) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  /** The next `size` bytes as they come. Asked again, it goes on where it was left. */
  part(size: number): AsyncIterable<Uint8Array> {
    let left = size;
    const next = async (): Promise<IteratorResult<Uint8Array, undefined>> => {
      if (left === 0) return { done: true, value: undefined };
      const held = await this.#more();
      const taken = held.subarray(0, left);
      this.#held = held.subarray(taken.byteLength);
      left -= taken.byteLength;
      return { done: false, value: taken };
    };
    return { [Symbol.asyncIterator]: () => ({ next }) };
  }

  /** To the end of the stream, so that its connection can be used again. */
  async drain(): Promise<void> {
    while (!(await this.#source.next()).done);
  }

  /** Lets go of a stream that is not read to its end. */
  async close(): Promise<void> {
    await this.#source.return?.();
  }

  async #more(): Promise<Uint8Array> {
    while (this.#held.byteLength === 0) {
      const next = await this.#source.next();
      if (next.done) throw new UnusableAnswer('it ends too early');
      this.#held = next.value;
    }
    return this.#held;
  }
}
