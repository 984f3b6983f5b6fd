import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { failureTypeName } from './failure-type-name';
import { openStore } from '../../../src/store/open-store';
import { stepAt } from './steps';

/** What a child process of a store test does: `store-child.ts <what> <store url> <its own argument>`. */
const programs: Record<string, (url: string, argument: string) => Promise<void>> = {
  /** Opens the store and keeps it until it is killed. */
  async hold(url) {
    const outcome = await openStore(url).then(
      () => 'open',
      (error: unknown) => failureTypeName(error),
    );
    say(outcome);
    if (outcome === 'open') await delay(60_000);
    else process.disconnect();
  },

  /** Records step after step of one process, saying each version once it is recorded, until it is killed. */
  async record(url, workflowId) {
    const store = await openStore(url);
    for (let version = 1; ; version++) {
      await store.journal.record(stepAt(workflowId, version));
      say(version);
    }
  },

  /** Records a hundred steps, ten at a time. */
  async write(url, workflowId) {
    const store = await openStore(url);
    for (let done = 0; done < 100; done += 10) {
      await Promise.all(Array.from({ length: 10 }, (_, at) => store.journal.record(stepAt(workflowId, done + at + 1))));
    }
    await store.close();
    say('written');
    process.disconnect();
  },

  /** Leaves a transaction open, with something in it. */
  async transact(url, workflowId) {
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query('begin');
    await client.query(`insert into kyc.provider_references values ('idngo', 'applicant', 'unfinished', $1)`, [
      workflowId,
    ]);
    say('in a transaction');
    await delay(60_000);
  },

  /** Fails in the middle of a statement that it never ends. */
  async stumble(url) {
    const client = new Client({ connectionString: url });
    await client.connect();
    const { connection } = client as unknown as { connection: { parse(query: object): void; flush(): void } };
    const refused = once(client, 'error');
    connection.parse({ text: 'select from nothing at all where', name: '', types: [] });
    connection.flush();
    await refused;
    say('stumbled');
    await delay(60_000);
  },

  /** Calls the counter at `argument` twelve times within the quota 5 in 0.3 s. */
  async call(url, counter) {
    const store = await openStore(url);
    const quota = { name: 'shared', limit: { queue: 'similar', requests: 5, perSeconds: 0.3 }, holdMs: 5_000 };
    await Promise.all(Array.from({ length: 12 }, () => store.quotas.within(quota, () => fetch(counter))));
    await store.close();
    say('called');
    process.disconnect();
  },
};

function say(message: unknown): void {
  process.send!(message);
}

const [, , what = '', url = '', argument = ''] = process.argv;
void programs[what]!(url, argument);
