/** What has been started, to be stopped in the opposite order. */
export class Unwinding {
  private readonly steps: (() => unknown)[] = [];
  private readonly starting: Promise<unknown>[] = [];
  private done?: Promise<void>;

  /** Notes how to stop a part once it has started; several may start at the same time. */
  started<Part>(part: Promise<Part>, stop: (part: Part) => unknown): Promise<Part> {
    const noted = part.then((there) => {
      this.onStop(() => stop(there));
      return there;
    });
    this.starting.push(noted);
    return noted;
  }

  onStop(step: () => unknown): void {
    this.steps.push(step);
  }

  /** Stops everything, also what is only just starting, and also when a part fails to stop; then rejects with the first reason. */
  run(): Promise<void> {
    return (this.done ??= this.stopAll());
  }

  private async stopAll(): Promise<void> {
    await Promise.allSettled(this.starting);
    const failures: unknown[] = [];
    for (let step = this.steps.pop(); step; step = this.steps.pop()) {
      try {
        await step();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
