import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { provideServer, ServerUnavailable } from '../../../src/servers/ensure';
import { cacheEntry } from '../../../src/servers/find';
import type { Route } from '../../../src/servers/obtain';
import { FakeMachine, temporalCli } from './fake-machine';

describe('obtaining a server', () => {
  let machine: FakeMachine;
  let entry: string;
  let lines: string[];
  beforeEach(async () => {
    machine = await FakeMachine.create();
    entry = cacheEntry('dev', machine.env());
    lines = [];
  });
  afterEach(() => machine.dispose());

  const report = (line: string) => void lines.push(line);
  const provide = (...routes: Route[]) => provideServer('dev', routes, { env: machine.env(), report });
  const fails = (how: Route['how'], why: string): Route => ({ how, obtain: () => Promise.reject(new Error(why)) });
  const yields = (version: string, log: string[] = []): Route => ({
    how: 'built',
    obtain: async ({ into }) => {
      log.push(into);
      await machine.script(join(into, 'temporal'), temporalCli(version));
    },
  });

  test('the second route is taken when the first fails, and the next caller finds the result in the cache', async () => {
    const path = join(entry, 'temporal');
    expect(await provide(fails('download', 'no network'), yields('1.31.2'))).toEqual({
      path,
      how: 'built',
      version: '1.31.2',
    });
    expect(await provide()).toEqual({ path, how: 'cache', version: '1.31.2' });
    expect(await readdir(dirname(entry))).toEqual([entry.slice(dirname(entry).length + 1)]);
  });

  test('callers that come at the same time share one build', async () => {
    const builds: string[] = [];
    const servers = await Promise.all([1, 2, 3].map(() => provide(yields('1.31.2', builds))));
    expect(builds).toHaveLength(1);
    expect(servers.map(({ how }) => how).sort()).toEqual(['built', 'cache', 'cache']);
    expect(lines.filter((line) => line.includes('waiting'))).toHaveLength(2);
  });

  test('the lock of a dead process is cleared, and what it left half-built is removed', async () => {
    const dead = 2 ** 22 + 1; // above the highest pid that Linux gives
    await mkdir(`${entry}.${dead}.partial`, { recursive: true });
    await writeFile(`${entry}.lock`, String(dead));
    expect((await provide(yields('1.31.2'))).how).toBe('built');
    expect(await readdir(dirname(entry))).toHaveLength(1);
  });

  test('a half-built folder of a living process is left alone', async () => {
    await mkdir(`${entry}.${process.ppid}.partial`, { recursive: true });
    await provide(yields('1.31.2'));
    expect(await readdir(dirname(entry))).toContain(
      `${entry.slice(dirname(entry).length + 1)}.${process.ppid}.partial`,
    );
  });

  test('an unusable cache entry is replaced', async () => {
    await machine.script(join(entry, 'temporal'), temporalCli('1.20.0'));
    await writeFile(join(entry, 'leftover'), '');
    expect((await provide(yields('1.31.2'))).version).toBe('1.31.2');
    expect(await readdir(entry)).toEqual(['temporal']);
  });

  test('what a route brings is inspected before it enters the cache', async () => {
    const error: unknown = await provide(yields('1.20.0')).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ServerUnavailable);
    expect((error as Error).message).toContain('is server 1.20.0; needed is 1.31 or newer');
    expect(await readdir(dirname(entry))).toEqual([]);
  });

  test('a set but unusable variable is an error, and nothing is obtained in its place', async () => {
    const builds: string[] = [];
    const env = machine.env({ TEMPORAL_CLI_PATH: machine.at('gone') });
    await expect(provideServer('dev', [yields('1.31.2', builds)], { env })).rejects.toThrow(
      /TEMPORAL_CLI_PATH: .* does not exist/,
    );
    expect(builds).toEqual([]);
  });

  test('the error lists every step with its reason, in order, and says what to install', async () => {
    const error: unknown = await provide(fails('download', 'dns error'), fails('built', '`go` is not installed')).catch(
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({ type: 'kyc.server.Unavailable', kind: 'dev' });
    expect((error as Error).message.split('\n')).toEqual([
      'Temporal dev server: none found, and none could be obtained.',
      '  - environment: TEMPORAL_CLI_PATH is not set',
      '  - path: no `temporal` on PATH',
      `  - cache: ${join(entry, 'temporal')} does not exist`,
      '  - download: dns error',
      '  - built: `go` is not installed',
      expect.stringMatching(/^What helps: set TEMPORAL_CLI_PATH .* install the Temporal CLI .* Go 1\.26\.4 or newer/),
    ]);
  });

  test('a cache that cannot be written is one of the reasons', async () => {
    await writeFile(machine.at('cache'), 'a file where the folder should be');
    await expect(provide(yields('1.31.2'))).rejects.toThrow(/- cache: .*(ENOTDIR|EEXIST)/);
  });

  test('a polish that fails is told and costs nothing', async () => {
    const polish = () => Promise.reject(new Error('the class archive was not written'));
    expect((await provide({ ...yields('1.31.2'), polish })).version).toBe('1.31.2');
    expect(lines).toContain('Temporal dev server: works, but the class archive was not written');
  });

  test('the lock names the process that holds it', async () => {
    let holder = '';
    const peek: Route = {
      how: 'download',
      obtain: async () => void (holder = await readFile(`${entry}.lock`, 'utf8')),
    };
    await provide(peek, yields('1.31.2'));
    expect(holder).toBe(String(process.pid));
  });
});
