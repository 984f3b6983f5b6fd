interface Waiter {
  /** Settles it when what it waits for has come. */
  readonly look: () => void;
  readonly giveUp: (why: string) => void;
}

/** Waiting for something to have happened, and failing with what did happen instead. */
export class Waiters {
  private readonly waiting = new Set<Waiter>();

  /** To be called whenever something changed that somebody may wait for. */
  changed(): void {
    this.waiting.forEach((waiter) => waiter.look());
  }

  /** Nothing will happen any more: whoever still waits is told. */
  stop(): void {
    this.waiting.forEach((waiter) => waiter.giveUp('The sandbox was stopped.'));
  }

  /** Resolves with what `find` returns once that is not undefined; rejects at the deadline with the text of `complaint`. */
  until<T>(find: () => T | undefined, timeoutMs: number, complaint: () => string): Promise<T> {
    return new Promise((resolve, reject) => {
      const found = find();
      if (found !== undefined) return resolve(found);
      const leave = () => {
        clearTimeout(deadline);
        this.waiting.delete(waiter);
      };
      const waiter: Waiter = {
        look: () => {
          const now = find();
          if (now === undefined) return;
          leave();
          resolve(now);
        },
        giveUp: (why) => {
          leave();
          reject(new Error(`${complaint()} ${why}`.trim()));
        },
      };
      const deadline = setTimeout(() => waiter.giveUp(''), timeoutMs);
      this.waiting.add(waiter);
    });
  }
}
