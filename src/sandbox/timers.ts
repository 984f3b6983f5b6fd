/** Everything that will happen later, so that stopping the sandbox leaves nothing behind. */
export class Timers {
  private readonly running = new Set<NodeJS.Timeout>();
  private stopped = false;

  /** Runs `then` after so many real milliseconds, unless the sandbox stops before. */
  after(ms: number, then: () => void): void {
    if (this.stopped) return;
    const timer = setTimeout(() => {
      this.running.delete(timer);
      then();
    }, ms);
    this.running.add(timer);
  }

  /** Resolves after so many real milliseconds; never, when the sandbox stops before. */
  pause(ms: number): Promise<void> {
    return new Promise((resolve) => this.after(ms, resolve));
  }

  stop(): void {
    this.stopped = true;
    this.running.forEach(clearTimeout);
    this.running.clear();
  }
}
