import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheEntry, findServer } from '../../../src/servers/find';
import { FakeMachine, temporalCli } from './fake-machine';

describe('looking for a server', () => {
  let machine: FakeMachine;
  beforeEach(async () => {
    machine = await FakeMachine.create();
  });
  afterEach(() => machine.dispose());

  const everywhere = async () => ({
    named: await machine.script(machine.at('named', 'temporal'), temporalCli('1.31.1')),
    onPath: await machine.script(machine.at('bin', 'temporal'), temporalCli('1.31.2')),
    cached: await machine.script(join(cacheEntry('dev', machine.env()), 'temporal'), temporalCli('1.31.3')),
  });

  test('the environment variable comes first, then PATH, then the cache', async () => {
    const { named, onPath, cached } = await everywhere();
    const env = machine.env();
    expect((await findServer('dev', { ...env, TEMPORAL_CLI_PATH: named })).found).toEqual({
      path: named,
      how: 'environment',
      version: '1.31.1',
    });
    expect((await findServer('dev', env)).found).toEqual({ path: onPath, how: 'path', version: '1.31.2' });
    const withoutPath = await findServer('dev', { ...env, PATH: '' });
    expect(withoutPath.found).toEqual({ path: cached, how: 'cache', version: '1.31.3' });
    expect(withoutPath.failed.map(({ how }) => how)).toEqual(['environment', 'path']);
  });

  test.each([
    ['does not exist', () => machine.at('nothing')],
    ['is not a file', () => machine.at('bin')],
    ['is not an absolute path', () => './temporal'],
  ])('a variable whose executable %s ends the search, though others would do', async (why, path) => {
    await everywhere();
    const search = await findServer('dev', machine.env({ TEMPORAL_CLI_PATH: path() }));
    expect(search.found).toBeUndefined();
    expect(search.failed).toEqual([{ how: 'environment', why: expect.stringContaining(why) }]);
  });

  test('a file without execute permission is refused as such', async () => {
    const path = machine.at('plain');
    await writeFile(path, '#!/bin/sh\n', { mode: 0o644 });
    const { failed } = await findServer('dev', machine.env({ TEMPORAL_CLI_PATH: path }));
    expect(failed[0]?.why).toContain('is not executable');
  });

  test('an old server on PATH is passed over for the cached one, and the reason is kept', async () => {
    const { cached } = await everywhere();
    const old = await machine.script(machine.at('bin', 'temporal'), temporalCli('1.29.1'));
    const search = await findServer('dev', machine.env());
    expect(search.found?.path).toBe(cached);
    expect(search.failed[1]).toEqual({ how: 'path', why: `${old} is server 1.29.1; needed is 1.31 or newer` });
  });

  test('a later folder on PATH is looked at when the first one holds something else of that name', async () => {
    await machine.script(machine.at('bin', 'temporal'), 'echo "temporal: physics simulator"');
    const later = await machine.script(machine.at('later', 'temporal'), temporalCli('2.0.0'));
    const { found } = await findServer('dev', machine.env({ PATH: `${machine.at('bin')}:${machine.at('later')}` }));
    expect(found?.path).toBe(later);
  });

  test('a server number newer than every known one is accepted', async () => {
    const path = await machine.script(machine.at('bin', 'temporal'), temporalCli('1.100.0-rc.1'));
    expect((await findServer('dev', machine.env())).found).toEqual({ path, how: 'path', version: '1.100.0-rc.1' });
  });

  test('a relative XDG_CACHE_HOME is ignored, as its specification demands', () => {
    const env = machine.env({ XDG_CACHE_HOME: 'relative' });
    expect(cacheEntry('dev', env)).toBe(
      machine.at('home', '.cache', 'temporal-kyc', 'servers', `temporal-1.8.2-${process.platform}-${process.arch}`),
    );
  });

  describe('for the test server', () => {
    const jarServer = async () => {
      const entry = cacheEntry('time-skipping', machine.env());
      await mkdir(join(entry, 'lib'), { recursive: true });
      await writeFile(join(entry, 'lib', 'temporal-test-server-1.38.0.jar'), '');
      return machine.script(join(entry, 'temporal-test-server'), 'exit 0');
    };

    test('jars name the version, and are useless without Java', async () => {
      const path = await jarServer();
      const { found, failed } = await findServer('time-skipping', machine.env());
      expect(found).toBeUndefined();
      expect(failed.at(-1)).toEqual({ how: 'cache', why: expect.stringContaining('needs Java') });

      await machine.script(machine.at('bin', 'java'), 'exit 0');
      const withJava = await findServer('time-skipping', machine.env());
      expect(withJava.found).toEqual({ path, how: 'cache', version: '1.38.0' });
    });

    test('Java is taken from JAVA_HOME as the start script takes it', async () => {
      await jarServer();
      await machine.script(machine.at('jdk', 'bin', 'java'), 'exit 0');
      expect((await findServer('time-skipping', machine.env({ JAVA_HOME: machine.at('jdk') }))).found).toBeDefined();
    });

    test('a native binary needs no Java and does not say its version', async () => {
      const path = await machine.script(machine.at('native', 'temporal-test-server'), 'exit 0');
      const { found } = await findServer('time-skipping', machine.env({ TEMPORAL_TEST_SERVER_PATH: path }));
      expect(found).toEqual({ path, how: 'environment', version: 'unknown' });
    });
  });
});
