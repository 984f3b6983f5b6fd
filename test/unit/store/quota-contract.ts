import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Store } from '../../../src/store/store';

const limit = (requests: number, perSeconds: number) => ({ queue: 'similar-by-text', requests, perSeconds });
const newQuota = (requests: number, perSeconds: number, holdMs = 5_000) => ({
  name: randomUUID(),
  limit: limit(requests, perSeconds),
  holdMs,
});

/** The shortest time in which one call more than allowed was made. */
export function shortestWindowMs(times: readonly number[], requests: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return Math.min(...sorted.slice(requests).map((time, at) => time - sorted[at]!));
}

export function quotaContract(store: () => Store): void {
  test('many callers never make more calls than allowed in any window, and use what is allowed', async () => {
    const quota = newQuota(5, 0.3);
    const arrivals: number[] = [];
    const started = performance.now();
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        store().quotas.within(quota, async () => {
          // When the provider counts it is anywhere between sending and answer.
          await delay((index * 7) % 20);
          arrivals.push(performance.now());
          await delay((index * 3) % 10);
        }),
      ),
    );
    expect(arrivals).toHaveLength(20);
    expect(shortestWindowMs(arrivals, 5)).toBeGreaterThanOrEqual(300);
    // Three periods are needed. Waiting for holdMs instead of the ends of the calls would take three times 5 s.
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  test('perSeconds 0 means so many at a time', async () => {
    const quota = newQuota(2, 0);
    let now = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 8 }, () =>
        store().quotas.within(quota, async () => {
          most = Math.max(most, ++now);
          await delay(20);
          now--;
        }),
      ),
    );
    expect(most).toBe(2);
  });

  test('callers are served in the order in which they came', async () => {
    const quota = newQuota(1, 0.02);
    const served: number[] = [];
    await Promise.all([1, 2, 3, 4].map((caller) => store().quotas.within(quota, async () => void served.push(caller))));
    expect(served).toEqual([1, 2, 3, 4]);
  });

  test('quotas of different names do not wait for each other', async () => {
    const [busy, free] = [newQuota(1, 60), newQuota(1, 60)];
    await store().quotas.within(busy, async () => {});
    await expect(store().quotas.within(free, async () => 'at once')).resolves.toBe('at once');
  });

  test('the slot of a caller that died is free after holdMs', async () => {
    const quota = newQuota(1, 0, 300);
    let called!: () => void;
    const died = new Promise<void>((resolve) => (called = resolve));
    const started = performance.now();
    void store().quotas.within(quota, () => {
      called();
      return new Promise(() => {});
    });
    await died;
    const waited = await store().quotas.within(quota, async () => performance.now() - started);
    expect(waited).toBeGreaterThanOrEqual(295);
    expect(waited).toBeLessThan(4_000);
  });

  test('a caller that gives up leaves at once, takes no slot, and lets those behind it go on', async () => {
    const quota = newQuota(1, 0.3);
    await store().quotas.within(quota, async () => {});
    const first = new AbortController();
    const second = new AbortController();
    const waits: number[] = [];
    const onWait = (ms: number) => {
      waits.push(ms);
      first.abort(new Error('the activity was cancelled'));
      second.abort(new Error('so was the next one'));
    };
    const calls: string[] = [];
    const giveUp = [first, second].map(({ signal }) =>
      store().quotas.within(quota, async () => calls.push('gave up'), { signal, onWait }),
    );
    const behind = store().quotas.within(quota, async () => calls.push('behind'));

    await expect(giveUp[0]).rejects.toThrow('the activity was cancelled');
    await expect(giveUp[1]).rejects.toThrow('so was the next one');
    await behind;
    expect(calls).toEqual(['behind']);
    expect(waits).toHaveLength(1);
    expect(waits[0]).toBeGreaterThan(0);
    expect(waits[0]).toBeLessThanOrEqual(302);
  });

  test('a caller that gave up before it began does not call', async () => {
    const call = jest.fn(async () => {});
    const signal = AbortSignal.abort(new Error('too late'));
    await expect(store().quotas.within(newQuota(1, 60), call, { signal })).rejects.toThrow('too late');
    expect(call).not.toHaveBeenCalled();
  });

  test('a call that fails counts like any other, and fails as it failed', async () => {
    const quota = newQuota(1, 0.2);
    await expect(store().quotas.within(quota, () => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
    const ended = performance.now();
    await store().quotas.within(quota, async () => {});
    expect(performance.now() - ended).toBeGreaterThanOrEqual(195);
  });
}
