import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../../src/store/open-store';
import { serveStore, type ServedStore } from '../../../src/store/serve-store';
import { ChildProgram } from '../../support/child-program';
import { quotaIsKept } from './counted-calls';
import { stepAt, versionsUpTo } from './steps';

const program = join(__dirname, 'store-child.ts');
let folder: string;
let served: ServedStore;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kyc-served-'));
  served = await serveStore(`pglite:${join(folder, 'data')}`);
});
afterAll(async () => {
  await served?.close();
  await rm(folder, { recursive: true, force: true });
});

const start = (what: string, argument = '') => new ChildProgram(program, [what, served.url, argument]);

test('several processes and the one that serves them write at the same time, and nothing is lost', async () => {
  const ids = ['kyc/onboarding/first', 'kyc/onboarding/second', 'kyc/onboarding/own'];
  const writers = ids.slice(0, 2).map((id) => start('write', id));
  for (const version of versionsUpTo(100)) await served.store.journal.record(stepAt(ids[2]!, version));
  for (const writer of writers) await writer.says();

  for (const id of ids) {
    expect((await served.store.journal.entries(id)).map(({ version }) => version)).toEqual(versionsUpTo(100));
    expect((await served.store.journal.process(id))?.version).toBe(100);
  }
});

test('others wait for an open transaction, which is undone when its process is killed', async () => {
  const child = start('transact', 'kyc/onboarding/unfinished');
  await child.says();
  const step = stepAt('kyc/onboarding/waits', 1);
  const order: string[] = [];
  const recorded = served.store.journal.record(step).then(() => order.push('recorded'));
  await new Promise(setImmediate);
  order.push('killed');
  await child.kill();
  await recorded;

  expect(order).toEqual(['killed', 'recorded']);
  expect(await served.store.references.find({ provider: 'idngo', kind: 'applicant', reference: 'unfinished' })).toEqual(
    [],
  );
});

test('a process that is killed in the middle of a statement that failed does not swallow the next statement', async () => {
  const child = start('stumble');
  await child.says();
  await child.kill();
  await served.store.journal.record(stepAt('kyc/onboarding/next', 1));
  expect(await served.store.journal.process('kyc/onboarding/next')).toMatchObject({ version: 1 });
});

test('a quota holds over several processes', () => quotaIsKept(start));

test('nobody is served without the password', async () => {
  const url = new URL(served.url);
  url.password = 'guessed';
  await expect(openStore(url.href)).rejects.toMatchObject({
    type: 'kyc.store.Unavailable',
    message: expect.stringMatching(/127\.0\.0\.1.*password/),
  });
});

test('what is not PostgreSQL is turned away, and the others are still served', async () => {
  const { port, hostname } = new URL(served.url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {});
  socket.write('GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
  const [answer] = (await once(socket, 'data')) as [Buffer];
  await once(socket, 'close');
  expect(answer.toString()).toMatch(/^E.*FATAL/s);
  await expect(served.store.ping()).resolves.toBeUndefined();
});

test('a read-only client reads and cannot write, and leaves the others as they were', async () => {
  await served.store.journal.record(stepAt('kyc/onboarding/readable', 1));
  const reader = await openStore(served.url, { readOnly: true });
  expect(await reader.journal.process('kyc/onboarding/readable')).toMatchObject({ version: 1 });
  await expect(reader.journal.record(stepAt('kyc/onboarding/readable', 2))).rejects.toThrow(/read-only/);
  await reader.close();
  await served.store.journal.record(stepAt('kyc/onboarding/readable', 2));
  expect((await served.store.journal.process('kyc/onboarding/readable'))?.version).toBe(2);
});
