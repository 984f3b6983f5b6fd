import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { announceDemo, findRunningDemo } from '../../../src/cli/running-demo';

const demo = {
  address: '127.0.0.1:7001',
  uiUrl: 'http://127.0.0.1:8233',
  storeUrl: 'postgres://postgres:synthetic@127.0.0.1:7002/postgres',
  documentsUrl: 'file:/tmp/synthetic',
};

describe('the announcement of a demo', () => {
  let env: NodeJS.ProcessEnv;
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kyc-cli-demo-'));
    env = { XDG_CACHE_HOME: folder };
  });
  afterEach(() => rm(folder, { recursive: true }));
  const path = () => join(folder, 'temporal-kyc', 'demo.json');

  test('is found while the demo runs, readable by its user alone, and gone afterwards', async () => {
    expect(findRunningDemo(env)).toBeUndefined();
    const withdraw = await announceDemo(demo, env);
    expect(findRunningDemo(env)).toEqual({ pid: process.pid, ...demo });
    expect((await stat(path())).mode & 0o777).toBe(0o600);
    withdraw();
    expect(await readdir(join(folder, 'temporal-kyc'))).toEqual([]);
  });

  test('of a demo that was killed counts for nothing', async () => {
    await announceDemo(demo, env);
    await writeFile(path(), (await readFile(path(), 'utf8')).replace(`${process.pid}`, '999999999'));
    expect(findRunningDemo(env)).toBeUndefined();
  });

  test('of another demo is left alone', async () => {
    const withdraw = await announceDemo(demo, env);
    await writeFile(path(), JSON.stringify({ pid: process.ppid, ...demo }));
    withdraw();
    expect(findRunningDemo(env)?.pid).toBe(process.ppid);
  });

  test('that is not understood counts for nothing', async () => {
    await announceDemo(demo, env);
    await writeFile(path(), '{"pid":1');
    expect(findRunningDemo(env)).toBeUndefined();
  });
});
