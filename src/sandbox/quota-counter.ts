import type { Limit } from '../providers/operation';

/** Refuses what goes beyond a documented quota: so many in any sliding window, or so many at a time. */
export class QuotaCounter {
  private readonly admitted = new Map<string, number[]>();
  private readonly running = new Map<string, number>();

  constructor(private readonly now: () => number) {}

  /** Admits the call and returns what to do when it has been answered, or says after how many seconds there is room again. */
  admit({ queue, requests, perSeconds }: Limit): { done: () => void } | { retryAfterSeconds: number } {
    if (perSeconds === 0) return this.admitAtOnce(queue, requests);
    const now = this.now();
    const recent = (this.admitted.get(queue) ?? []).filter((at) => now - at < perSeconds * 1000);
    this.admitted.set(queue, recent);
    if (recent.length >= requests) {
      return { retryAfterSeconds: Math.ceil((recent[0]! + perSeconds * 1000 - now) / 1000) };
    }
    recent.push(now);
    return { done: () => {} };
  }

  private admitAtOnce(queue: string, most: number): { done: () => void } | { retryAfterSeconds: number } {
    const running = this.running.get(queue) ?? 0;
    if (running >= most) return { retryAfterSeconds: 1 };
    this.running.set(queue, running + 1);
    return { done: () => this.running.set(queue, this.running.get(queue)! - 1) };
  }
}
