import { unansweredFailure, type CallName } from './http-errors';

/** Bounds one call in time, on top of the caller's own cancellation, and tells afterwards which of the two stopped it. */
export class Deadline {
  readonly signal: AbortSignal;
  readonly #timer: NodeJS.Timeout;
  readonly #own = new AbortController();

  constructor(
    private readonly name: CallName,
    private readonly limitMs: number,
    private readonly caller: AbortSignal | undefined,
  ) {
    this.#timer = setTimeout(() => this.#own.abort(), limitMs);
    this.signal = caller ? AbortSignal.any([caller, this.#own.signal]) : this.#own.signal;
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  /** Why the call was stopped, as what is to be thrown: the caller's reason or a time-out; undefined when it was not stopped. */
  get interruption(): unknown {
    if (this.caller?.aborted) return this.caller.reason as unknown;
    return this.#own.signal.aborted ? unansweredFailure(this.name, { timedOutAfterMs: this.limitMs }) : undefined;
  }
}
