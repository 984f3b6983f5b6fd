import { subscribe } from 'node:diagnostics_channel';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';

/**
 * A moment of a case at which its worker may die: before the nth execution of an activity, after it (the effect took place, nobody knows
 * yet), or when the nth request of a kind has just left (whether it takes effect is open).
 */
export interface KillPoint {
  readonly at: 'start' | 'completion' | 'request';
  /** An activity, or method and path of a request. */
  readonly what: string;
  readonly nth: number;
}

export const nameOfPoint = ({ at, what, nth }: KillPoint): string => `${at} of ${what} #${nth}`;

/** Inside a worker process: says which points it passes, and dies by SIGKILL at the one that it was told. */
export class KillPoints {
  #counts = new Map<string, number>();
  #fatal?: string;

  constructor(private readonly onPass: (point: KillPoint) => void) {
    // Reads change nothing; a worker that dies with one on its way is as one that dies before it.
    subscribe('undici:request:bodySent', (message) => {
      const { method, path } = (message as { request: { method: string; path: string } }).request;
      if (method !== 'GET') this.#pass('request', `${method} ${withoutIds(path)}`);
    });
  }

  /** Counts anew, for another case. */
  arm(fatal: KillPoint | undefined): void {
    this.#counts = new Map();
    this.#fatal = fatal && nameOfPoint(fatal);
  }

  readonly interceptor: ActivityInterceptorsFactory = ({ info: { activityType } }) => ({
    inbound: {
      execute: async (input, next) => {
        this.#pass('start', activityType);
        const result = await next(input);
        this.#pass('completion', activityType);
        return result;
      },
    },
  });

  #pass(at: KillPoint['at'], what: string): void {
    const key = `${at} ${what}`;
    const nth = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, nth);
    const point = { at, what, nth };
    if (nameOfPoint(point) === this.#fatal) process.kill(process.pid, 'SIGKILL');
    this.onPass(point);
  }
}

function withoutIds(path: string): string {
  return path.replace(/[?].*/s, '').replace(/[0-9a-f]{24}/g, '{id}');
}
