import type { PGlite } from '@electric-sql/pglite';

/** The database, held by one client until it lets go. */
export interface Turn {
  /** Passes protocol messages on and returns the answer, `ReadyForQuery` included when there was a Sync. */
  execute(messages: Uint8Array): Promise<Uint8Array>;
  readonly inTransaction: boolean;
  release(): void;
}

/** PGlite is a single PostgreSQL session: its clients take turns, first come first served. */
export class Turns {
  #last: Promise<void> = Promise.resolve();

  constructor(
    private readonly pglite: PGlite,
    /** What the database tells each client at connecting. */
    readonly settings: Record<string, string>,
  ) {}

  async take(): Promise<Turn> {
    let release!: () => void;
    const before = this.#last;
    this.#last = new Promise((resolve) => (release = resolve));
    await before;
    const { pglite } = this;
    return {
      async execute(messages) {
        const answer: Uint8Array[] = [];
        // The callback is given a view into memory that the next call overwrites.
        await pglite.execProtocolRawStream(messages, { onRawData: (part) => void answer.push(part.slice()) });
        return answer.length === 1 ? answer[0]! : Buffer.concat(answer);
      },
      get inTransaction() {
        return pglite.isInTransaction();
      },
      release,
    };
  }
}
