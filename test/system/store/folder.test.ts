import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openStore } from '../../../src/store/open-store';
import { ChildProgram } from '../../support/child-program';
import { stepAt, versionsUpTo } from './steps';

const program = join(__dirname, 'store-child.ts');
const children: ChildProgram[] = [];
let parent: string;
/** A store that was made and closed; making one takes seconds. */
let made: string;
let folder: string;

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'kyc-store-'));
  made = join(parent, 'made');
  await (await openStore(`pglite:${made}`)).close();
});
beforeEach(async () => {
  folder = join(parent, randomUUID());
  await cp(made, folder, { recursive: true });
});
afterEach(() => Promise.all(children.splice(0).map((child) => child.kill())));
afterAll(() => rm(parent, { recursive: true, force: true }));

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

test('a database that a killed process left half made is made anew', async () => {
  await rm(join(folder, 'initialised'));
  await rm(join(folder, 'pgdata', 'global'), { recursive: true });

  const store = await openStore(`pglite:${folder}`);
  await store.journal.record(stepAt('kyc/onboarding/first', 1));
  expect(await store.journal.process('kyc/onboarding/first')).toMatchObject({ version: 1 });
  await store.close();
});

test('a process that is killed while it makes the database can be started again', async () => {
  folder = join(parent, 'half-made');
  const maker = start('hold');
  while (!existsSync(join(folder, 'pgdata', 'base'))) await delay(1);
  await maker.kill();
  expect(maker.said).toEqual([]);
  expect(await start('hold').says()).toEqual(['open']);
});
