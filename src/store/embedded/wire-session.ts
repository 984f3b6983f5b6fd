import { createHash, timingSafeEqual } from 'node:crypto';
import type { Duplex } from 'node:stream';
import type { Turn, Turns } from './turns';
import * as wire from './wire-messages';

// Query, Sync, Flush, CopyDone, CopyFail: what the client sent so far is complete, and it now waits for the answer.
const complete = new Set(['Q', 'S', 'H', 'c', 'f']);

/**
 * One client of the embedded database, as PostgreSQL would serve it: it has the database for itself from the first message of a
 * statement until it is outside a transaction again, so that clients never see each other's prepared statements and transactions.
 * What a client sets for its session (`SET`) is not undone for the next one; `default_transaction_read_only` at connecting is.
 */
export class WireSession {
  #readOnly = false;
  #batch: Buffer[] = [];
  #turn: Turn | undefined;

  constructor(
    private readonly stream: Duplex,
    private readonly turns: Turns,
    private readonly password: string,
  ) {}

  /** Resolves when the client has gone, however it went. */
  async run(): Promise<void> {
    // Without a listener, a client that is killed would end this process.
    this.stream.on('error', () => {});
    try {
      // Left open at an error, so that the client can be told.
      const messages = wire.messagesIn(this.stream.iterator({ destroyOnReturn: false }));
      if (await this.#admits(messages)) {
        for await (const message of messages) await this.#take(message);
      }
    } catch (error) {
      this.#close(wire.fatal('08P01', error instanceof Error ? error.message : String(error)));
    } finally {
      await this.#leave();
      this.#close();
    }
  }

  async #admits(messages: AsyncGenerator<wire.Message>): Promise<boolean> {
    for (let next = await messages.next(); !next.done; next = await messages.next()) {
      const message = next.value;
      if (message.type === 'tls-request' || message.type === 'gss-request') {
        this.#write(wire.refuseEncryption);
      } else if (message.type === 'startup') {
        this.#readOnly = /default_transaction_read_only=on/.test(wire.startupSettings(message).get('options') ?? '');
        this.#write(wire.requestPassword);
      } else if (message.type === 'p' && isSame(wire.passwordIn(message), this.password)) {
        this.#write(wire.welcome(this.turns.settings));
        return true;
      } else if (message.type !== 'cancel') {
        this.#close(
          wire.fatal('28P01', 'The password of the embedded store is wrong: use the whole URL that serveStore() gave.'),
        );
        return false;
      } else {
        return false;
      }
    }
    return false;
  }

  async #take({ type, bytes }: wire.Message): Promise<void> {
    if (type === 'X') return this.#close();
    this.#batch.push(bytes);
    if (!complete.has(type)) return;
    const batch = Buffer.concat(this.#batch);
    this.#batch = [];
    this.#turn ??= await this.#begin();
    this.#write(await this.#turn.execute(batch));
    // After a Flush the statement is not over: until its Sync, an error would make the database skip the next client's messages.
    if (type !== 'H' && !this.#turn.inTransaction) await this.#end();
  }

  async #begin(): Promise<Turn> {
    const turn = await this.turns.take();
    if (this.#readOnly) await turn.execute(wire.query('set default_transaction_read_only = on'));
    return turn;
  }

  async #end(): Promise<void> {
    const turn = this.#turn;
    this.#turn = undefined;
    try {
      if (this.#readOnly) await turn?.execute(wire.query('set default_transaction_read_only = off'));
    } finally {
      turn?.release();
    }
  }

  /** A client that died in the middle must leave neither an open transaction nor an unfinished statement to the next one. */
  async #leave(): Promise<void> {
    try {
      await this.#turn?.execute(Buffer.concat([wire.sync, wire.query('rollback')]));
    } finally {
      await this.#end();
    }
  }

  #write(bytes: Uint8Array): void {
    if (this.stream.writable) this.stream.write(bytes);
  }

  #close(last?: Buffer): void {
    if (this.stream.writable) this.stream.end(last, () => this.stream.destroy());
  }
}

function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
