import { ApplicationFailure } from '@temporalio/common';
import { failureTypeOf, kycFailureIn, type FailureType } from '../domain/failures';
import { attemptTimeoutMs } from './calls';
import type { CallName } from './http-errors';

/**
 * When a provider counts as failing, and how long it is then left alone. Not configurable: to whoever waits, a pause looks like the outage
 * that it follows from, and it ends by itself within a minute of it.
 */
export const circuitRules = {
  /** Outcomes count for this long. */
  windowMs: 30_000,
  /** With fewer calls in the window, a share says nothing. */
  leastCalls: 10,
  /** Half: one endpoint that is broken among others that work is no reason to hold the others back. */
  failedShare: 0.5,
  firstPauseMs: 10_000,
  /** Far below the five minutes to which the pauses between attempts grow: a pause costs an outage's end hardly anything. */
  longestPauseMs: 60_000,
  /** A probe that takes longer, as a large file may, is joined by another: it must not hold everybody up. */
  probeMs: attemptTimeoutMs.quick,
} as const;

/** How a call ended: the provider answered, whatever it said; or it failed to; or nothing was learned about it. */
export type Outcome = 'answered' | 'failed' | 'untold';

/** Leave to make one call. What becomes of it counts only while the circuit is as it was then. */
export interface Admission {
  readonly by: object;
  readonly at: number;
}

/** None now; again after so many milliseconds. */
export interface Wait {
  readonly leftMs: number;
}

interface Slice {
  readonly from: number;
  calls: number;
  failures: number;
}

type State =
  | { readonly is: 'closed'; slices: Slice[] }
  | { readonly is: 'open'; readonly opening: number; readonly since: number; readonly pauseMs: number }
  | { readonly is: 'half-open'; readonly opening: number; probe?: Admission };

// Old outcomes are forgotten in steps of a tenth of the window.
const SLICE_MS = circuitRules.windowMs / 10;

/**
 * The state machine alone: it holds no timer and reads no clock. Closed, it lets everything through and counts; open, nothing; then
 * half-open, one probe at a time, whose answer closes it and whose failure opens it for twice as long.
 */
export class Circuit {
  #state: State = { is: 'closed', slices: [] };

  constructor(private readonly random: () => number = Math.random) {}

  get is(): State['is'] {
    return this.#state.is;
  }

  admit(now: number): Admission | Wait {
    const state = this.#state;
    switch (state.is) {
      case 'closed':
        return { by: state, at: now };
      case 'open': {
        const leftMs = state.since + state.pauseMs - now;
        if (leftMs > 0) return { leftMs };
        this.#state = { is: 'half-open', opening: state.opening };
        return this.admit(now);
      }
      case 'half-open': {
        const leftMs = state.probe ? state.probe.at + circuitRules.probeMs - now : 0;
        return leftMs > 0 ? { leftMs } : (state.probe = { by: state, at: now });
      }
    }
  }

  /** To be told of every admission, once. What set out before the circuit last changed, a long transfer, tells of another time. */
  ended(admission: Admission, outcome: Outcome, now: number): void {
    const state = this.#state;
    if (admission.by !== state) return;
    switch (state.is) {
      case 'closed':
        if (outcome === 'untold') return;
        state.slices = counted(state.slices, outcome, now);
        if (outcome === 'failed' && isFailing(state.slices)) this.#open(1, now);
        return;
      case 'half-open':
        if (outcome === 'answered') this.#state = { is: 'closed', slices: [] };
        else if (outcome === 'failed') this.#open(state.opening + 1, now);
        else if (state.probe === admission) state.probe = undefined;
        return;
      case 'open':
        return;
    }
  }

  #open(opening: number, now: number): void {
    const { firstPauseMs, longestPauseMs } = circuitRules;
    const nominalMs = Math.min(firstPauseMs * 2 ** Math.min(opening - 1, 30), longestPauseMs);
    // Half of it by lot: the workers of one installation see an outage begin together, and must not all come back together.
    this.#state = { is: 'open', opening, since: now, pauseMs: (nominalMs * (1 + this.random())) / 2 };
  }
}

function counted(slices: readonly Slice[], outcome: 'answered' | 'failed', now: number): Slice[] {
  const recent = slices.filter(({ from }) => now - from < circuitRules.windowMs);
  let last = recent.at(-1);
  if (last === undefined || now - last.from >= SLICE_MS) recent.push((last = { from: now, calls: 0, failures: 0 }));
  last.calls += 1;
  if (outcome === 'failed') last.failures += 1;
  return recent;
}

function isFailing(slices: readonly Slice[]): boolean {
  const calls = slices.reduce((sum, slice) => sum + slice.calls, 0);
  const failures = slices.reduce((sum, slice) => sum + slice.failures, 0);
  return calls >= circuitRules.leastCalls && failures >= calls * circuitRules.failedShare;
}

/**
 * Spares a provider that is down, and those who call it: while the circuit is open, calls fail at once and before anything is sent.
 * One for all calls of a provider's client, and so for all cases of a worker.
 */
export class CircuitBreaker {
  readonly #circuit: Circuit;
  readonly #heardOf = new WeakSet<object>();

  /** Milliseconds by any clock; the default cannot be set back, or a corrected clock would hold a provider off for hours. */
  constructor(
    private readonly now: () => number = () => performance.now(),
    random?: () => number,
  ) {
    this.#circuit = new Circuit(random);
  }

  /** Rejects as `call` does; or, while the provider is left alone, with a retryable `kyc.provider.Unavailable` that says until when. */
  async run<T>(name: CallName, call: () => Promise<T>): Promise<T> {
    const admission = this.#circuit.admit(this.now());
    if ('leftMs' in admission) throw heldBack(name, admission.leftMs);
    let outcome: Outcome = 'untold';
    try {
      const answer = await call();
      outcome = 'answered';
      return answer;
    } catch (error) {
      outcome = this.#outcomeOf(error);
      throw error;
    } finally {
      this.#circuit.ended(admission, outcome, this.now());
    }
  }

  /** By the failure's type alone: a cancelled call, a document that is not there or a bug of ours tell nothing about the provider. */
  #outcomeOf(error: unknown): Outcome {
    const type = failureTypeOf(error);
    if (type === undefined || !type.startsWith('kyc.provider.')) return 'untold';
    // A fault that comes with an answer of another status is about this one request.
    if (!outages.includes(type) || statusIn(error) < 500) return 'answered';
    // An access token that cannot be had is one failure, met by all who waited for it.
    if (this.#heardOf.has(error as object)) return 'untold';
    this.#heardOf.add(error as object);
    return 'failed';
  }
}

/** Of a failure that an answer has caused; past all of them when none has. */
function statusIn(error: unknown): number {
  const [facts] = (kycFailureIn(error)?.details ?? []) as ({ status?: unknown } | undefined)[];
  return typeof facts?.status === 'number' && facts.status !== 408 ? facts.status : Infinity;
}

const outages: readonly FailureType[] = ['kyc.provider.Unavailable', 'kyc.provider.Timeout'];

function heldBack({ provider, operation }: CallName, leftMs: number): ApplicationFailure {
  const nextRetryDelay = Math.ceil(leftMs);
  const type: FailureType = 'kyc.provider.Unavailable';
  return ApplicationFailure.create({
    type,
    message:
      `${provider}.${operation} was held back: ${provider} has been failing, and is tried next in ` +
      `${Math.ceil(leftMs / 1000)} s. Nothing was sent.`,
    details: [{ provider, operation, circuit: 'open' }],
    nextRetryDelay,
  });
}
