import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openStore } from '../../../src/store/open-store';
import { ChildProgram } from '../../support/child-program';
import { versionsUpTo } from './steps';

const program = join(__dirname, 'store-child.ts');
const children: ChildProgram[] = [];
let folder: string;

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'kyc-store-')), 'data');
});
afterEach(async () => {
  await Promise.all(children.splice(0).map((child) => child.kill()));
  await rm(join(folder, '..'), { recursive: true, force: true });
});

function start(what: string, argument = ''): ChildProgram {
  const child = new ChildProgram(program, [what, `pglite:${folder}`, argument]);
  children.push(child);
  return child;
}

test('a folder that another process has open is refused in words that help, and free once that process was killed', async () => {
  const holder = start('hold');
  expect(await holder.says()).toEqual(['open']);

  await expect(openStore(`pglite:${folder}`)).rejects.toMatchObject({
    type: 'kyc.store.InUse',
    message: expect.stringMatching(/in use by process \d+\..*serveStore\(\).*postgres:\/\//),
  });

  await holder.kill();
  const store = await openStore(`pglite:${folder}`);
  await expect(store.ping()).resolves.toBeUndefined();
  await store.close();
});

test('a folder cannot be opened twice by one process either, and again after closing', async () => {
  const store = await openStore(`pglite:${folder}`);
  await expect(openStore(`pglite:${folder}`)).rejects.toMatchObject({ type: 'kyc.store.InUse' });
  await store.close();
  await (await openStore(`pglite:${folder}`)).close();
});

test('of processes that open one folder at the same moment, exactly one gets it', async () => {
  const said = await Promise.all([start('hold'), start('hold'), start('hold')].map((child) => child.says()));
  expect(said.flat().sort()).toEqual(['kyc.store.InUse', 'kyc.store.InUse', 'open']);
});

test('every step that was recorded survives kill -9 of the process that recorded it', async () => {
  const workflowId = (round: number) => `kyc/onboarding/killed-${round}`;
  for (const [round, steps] of [3, 40, 111].entries()) {
    const recorder = start('record', workflowId(round));
    await recorder.says(steps);
    await recorder.kill();

    const last = recorder.said.at(-1) as number;
    const store = await openStore(`pglite:${folder}`);
    const entries = await store.journal.entries(workflowId(round));
    const indexed = await store.journal.process(workflowId(round));
    await store.close();
    // The step that was under way may have been recorded without being acknowledged.
    const recorded = entries.map(({ version }) => version);
    expect([versionsUpTo(last), versionsUpTo(last + 1)]).toContainEqual(recorded);
    expect(indexed?.version).toBe(recorded.at(-1));
  }
});

test('a process that is killed while it makes the database leaves a folder that can be opened', async () => {
  const maker = start('hold');
  while (!existsSync(join(folder, 'pgdata', 'PG_VERSION'))) await delay(5);
  await maker.kill();
  expect(maker.said).toEqual([]);

  const store = await openStore(`pglite:${folder}`);
  await expect(store.ping()).resolves.toBeUndefined();
  await store.close();
});
