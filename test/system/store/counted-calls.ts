import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ChildProgram } from '../../support/child-program';
import { shortestWindowMs } from '../../unit/store/quota-contract';

/** Two processes make twelve calls each of a counter that allows 5 in 0.3 s, as a provider would count them. */
export async function quotaIsKept(start: (what: string, argument: string) => ChildProgram): Promise<void> {
  const arrivals: number[] = [];
  const counter = createServer((_, response) => {
    arrivals.push(performance.now());
    response.end();
  }).listen(0, '127.0.0.1');
  await once(counter, 'listening');
  try {
    const url = `http://127.0.0.1:${(counter.address() as AddressInfo).port}`;
    await Promise.all([start('call', url), start('call', url)].map((child) => child.says()));
  } finally {
    counter.closeAllConnections();
    counter.close();
  }
  expect(arrivals).toHaveLength(24);
  expect(shortestWindowMs(arrivals, 5)).toBeGreaterThanOrEqual(300);
}
