import { testConfig, hook, signed } from './idngo-hook';
import { onboarding, Receiver } from './receiver';

const receiver = Receiver.forThisFile();
const outage = Object.assign(new Error('14 UNAVAILABLE: canary-text'), { name: 'ServiceError', code: 14 });

test('while Temporal is down the provider is asked to repeat, and the repeat is delivered', async () => {
  receiver.temporal.outage = outage;
  const refused = await receiver.handler(hook(receiver.event()));
  expect(refused.status).toBe(503);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await receiver.recorded()).outcome).toBe('received');

  receiver.temporal.outage = undefined;
  expect(await receiver.post(receiver.event())).toEqual([200, 'accepted']);
  expect(await receiver.recorded()).toMatchObject({ outcome: 'delivered', workflowIds: [onboarding], copies: 2 });
});

test('copies that arrive together while Temporal is down are all refused', async () => {
  receiver.temporal.outage = outage;
  expect(await Promise.all([receiver.post(receiver.event()), receiver.post(receiver.event())])).toEqual([
    [503, 'unavailable'],
    [503, 'unavailable'],
  ]);
});

test('while the store fails the answer is the same, and nothing is woken', async () => {
  const broken = () => Promise.reject(new Error('canary-store'));
  const { deliveries } = receiver.store;
  receiver.restart({ store: { references: { find: broken }, deliveries: { ...deliveries, receive: broken } } });
  expect(await receiver.post(receiver.event())).toEqual([503, 'unavailable']);
  expect(receiver.woken()).toEqual([]);
});

test('a hint that arrived but could not be noted is repeated: rather twice than never', async () => {
  const { references, deliveries } = receiver.store;
  const settle = () => Promise.reject(new Error('canary-store'));
  receiver.restart({ store: { references, deliveries: { ...deliveries, settle } } });
  expect(await receiver.post(receiver.event())).toEqual([503, 'unavailable']);
  receiver.restart();
  expect(await receiver.post(receiver.event())).toEqual([200, 'accepted']);
  expect(receiver.woken()).toEqual([onboarding, onboarding]);
});

test('a server that takes the call and never answers is given up before the provider gives us up', async () => {
  let answerAtLast!: () => void;
  receiver.temporal.pause = new Promise((resolve) => (answerAtLast = resolve));
  const started = performance.now();
  expect(await receiver.post(receiver.event())).toEqual([503, 'unavailable']);
  expect(performance.now() - started).toBeLessThan(5_000);

  // The call is still out: a connection that is closed behind the handler must not be closed under it.
  const order: string[] = [];
  const closing = receiver.handler.close().then(() => order.push('closed'));
  await receiver.store.ping();
  order.push('answered at last');
  answerAtLast();
  await closing;
  expect(order).toEqual(['answered at last', 'closed']);
  expect(receiver.woken()).toEqual([onboarding]);
});

test('garbage is refused as ever while Temporal and the store are down', async () => {
  receiver.temporal.outage = outage;
  receiver.restart({ store: undefined, config: { ...testConfig(), store: { url: 'postgres://127.0.0.1:1/none' } } });
  expect(await receiver.answerTo(signed('{'))).toEqual([400, 'unreadable']);
  expect(await receiver.post(receiver.event())).toEqual([503, 'unavailable']);
});

test('closing waits for what is under way, and leaves a store that was given open', async () => {
  let letThrough!: () => void;
  receiver.temporal.pause = new Promise((resolve) => (letThrough = resolve));
  const order: string[] = [];
  const answered = receiver.post(receiver.event()).then(([code]) => order.push(`answered ${code}`));
  const closing = receiver.handler.close().then(() => order.push('closed'));
  letThrough();
  await Promise.all([answered, closing]);
  expect(order.sort()).toEqual(['answered 200', 'closed']);
  await expect(receiver.store.ping()).resolves.toBeUndefined();
});

test('a store of its own is closed with the handler', async () => {
  receiver.restart({ store: undefined });
  expect(await receiver.post(receiver.event())).toEqual([200, 'accepted']);
  await receiver.handler.close();
  expect(await receiver.post(receiver.event({ correlationId: 'after-close' }))).toEqual([503, 'unavailable']);
});
