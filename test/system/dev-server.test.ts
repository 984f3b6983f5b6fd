import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { searchAttributes, searchAttributeTypes } from '../../src/domain/search-attributes';
import { startDevServer, type DevServer } from '../../src/servers';
import { attributeDrift } from '../../src/servers/registered-attributes';
import { isAlive } from '../../src/process-alive';
import { describeWithDevServer } from '../support/with-server';

describeWithDevServer('a dev server started by the package', (path) => {
  let folder: string;
  const running: DevServer[] = [];
  const start = async (options: Parameters<typeof startDevServer>[0] = {}) => {
    const server = await startDevServer({ path, ...options });
    running.push(server);
    return server;
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kyc-dev-server-'));
  });
  afterAll(async () => {
    await Promise.all(running.map((server) => server.stop()));
    await rm(folder, { recursive: true, force: true });
  });

  test('serves with every search attribute registered, and its web UI answers', async () => {
    const server = await start({ searchAttributes: searchAttributeTypes });
    const connection = await Connection.connect({ address: server.address });
    expect(await attributeDrift(connection, 'default', searchAttributeTypes)).toEqual({ missing: [], mistyped: [] });
    expect((await fetch(server.uiUrl)).status).toBe(200);
    await connection.close();
  });

  test('remembers its workflows over a restart on the same port when it has a file', async () => {
    const options = { dbFile: join(folder, 'temporal.db'), searchAttributes: searchAttributeTypes };
    const first = await start(options);
    const connection = await Connection.connect({ address: first.address });
    const client = new Client({ connection });
    const typedSearchAttributes = [{ key: searchAttributes.phase, value: 'collecting' }];
    await client.workflow.start('nobody', { taskQueue: 'none', workflowId: 'remembered', typedSearchAttributes });
    await first.stop();
    expect(isAlive(first.pid)).toBe(false);

    const second = await start({ ...options, port: Number(first.address.split(':')[1]) });
    expect(second.address).toBe(first.address);
    const { typedSearchAttributes: kept } = await client.workflow.getHandle('remembered').describe();
    expect(kept.get(searchAttributes.phase)).toBe('collecting');
    await connection.close();
  });

  test('is not confused with another server on the port it was given', async () => {
    const { address } = await start();
    const port = Number(address.split(':')[1]);
    await expect(startDevServer({ path, port })).rejects.toThrow(`port ${port} on 127.0.0.1 is in use`);
  });

  test('says what the server said when it does not start', async () => {
    const dbFile = join(folder, 'no-such-folder', 'temporal.db');
    await expect(startDevServer({ path, dbFile })).rejects.toThrow(
      /did not start .*ended with code 1[^]*no such file or directory/,
    );
  });

  test('does not outlive a parent that is killed', async () => {
    const script = `
      const { guardProcess } = require(${JSON.stringify(join(__dirname, '../../lib/src/servers/guard.js'))});
      const child = require('node:child_process').spawn('sleep', ['600'], { detached: true, stdio: ['ignore', process.stdout, 'ignore'] });
      guardProcess(child.pid);
      process.stderr.write(String(child.pid));
    `;
    const parent = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'pipe'] });
    const [pid] = (await once(parent.stderr, 'data')) as [Buffer];
    expect(isAlive(Number(pid))).toBe(true);
    parent.stdout.resume();
    // The child holds the same pipe: its end is the end of the child.
    const childGone = once(parent.stdout, 'close');
    parent.kill('SIGKILL');
    await childGone;
  });
});
