import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Connection } from '@temporalio/client';
import { ensureServer } from './ensure';
import { guardProcess } from './guard';
import { freePorts, portAccepts, portOpen } from './ports';
import { attributesRegistered, type AttributeTypes } from './registered-attributes';

export interface DevServerOptions {
  /** A `temporal` executable. Default: `ensureServer('dev')`. */
  path?: string;
  /** gRPC port on 127.0.0.1. Default: a free one. */
  port?: number;
  /** Port of the web UI on 127.0.0.1. Default: a free one. */
  uiPort?: number;
  /** SQLite file that outlives the server. Default: in memory, everything is forgotten at `stop()`. */
  dbFile?: string;
  /** Registered, and usable, before the promise resolves. */
  searchAttributes?: AttributeTypes;
  /** Further dynamic configuration, such as `{ 'matching.enableFairness': true }`. */
  dynamicConfig?: Readonly<Record<string, string | number | boolean>>;
  /** Gets what the server writes: errors only, one JSON document a line. Default: dropped, but quoted when the start fails. */
  log?: (line: string) => void;
  /** Gets a line when obtaining the executable takes longer. */
  report?: (line: string) => void;
}

export interface DevServer {
  /** `127.0.0.1:<port>`, namespace `default`. */
  address: string;
  uiUrl: string;
  pid: number;
  /** Resolves when the process has ended. May be called again. */
  stop(): Promise<void>;
}

const startTimeoutMs = 30_000;

/**
 * With one history shard the server polls each of its queues 20 times a second, so that every hop of a workflow waits up to 50 ms
 * on an idle machine. An onboarding of nine calls took 849 ms so, and 297 ms with these; under load they change nothing.
 */
const pollLimits = {
  'history.transferProcessorMaxPollRPS': 2000,
  'history.timerProcessorMaxPollRPS': 2000,
  'history.visibilityProcessorMaxPollRPS': 2000,
};

/** SQLite's default rollback journal waits for the disk at every event: 2.5 times slower. */
const pragmas = ['journal_mode=wal', 'synchronous=1'];

/**
 * Starts a Temporal dev server on loopback and resolves when it serves. It ends with `stop()` or with this process, however that
 * dies; it does not end on Ctrl-C, so that workers can shut down in order first.
 */
export async function startDevServer(options: DevServerOptions = {}): Promise<DevServer> {
  const executable = options.path ?? (await ensureServer('dev', { report: options.report })).path;
  const [freePort, freeUiPort] = await freePorts(2);
  const { port = freePort!, uiPort = freeUiPort!, searchAttributes = {} } = options;
  for (const taken of [port, uiPort]) {
    // Otherwise whoever listens there would be taken for the server that is being started.
    if (await portAccepts(taken))
      throw new Error(`Temporal dev server not started: port ${taken} on 127.0.0.1 is in use`);
  }

  const server = spawn(executable, commandLine(options, port, uiPort), {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = listen(server, options.log);
  const ended = once(server, 'close').then(([code, signal]) => `it ended with ${signal ?? `code ${code}`}`);
  const failed = ended.then((how) => {
    throw new Error(how);
  });
  const guard = server.pid === undefined ? undefined : guardProcess(server.pid);
  const stop = async () => {
    // SIGTERM waits for open polls of workers for several seconds; nothing here needs that politeness, an SQLite file with WAL neither.
    server.kill('SIGKILL');
    await ended.catch(() => {});
    guard?.dismiss();
  };

  const address = `127.0.0.1:${port}`;
  const giveUp = new AbortController();
  try {
    await Promise.race([serves(address, port, searchAttributes, giveUp.signal), failed]);
  } catch (error) {
    giveUp.abort();
    await stop();
    const quoted = said.map((line) => `\n  ${line}`).join('');
    throw new Error(`Temporal dev server did not start [address=${address}]: ${(error as Error).message}${quoted}`, {
      cause: error,
    });
  }
  failed.catch(() => {});
  return { address, uiUrl: `http://127.0.0.1:${uiPort}`, pid: server.pid!, stop };
}

function commandLine(
  { dbFile, searchAttributes = {}, dynamicConfig }: DevServerOptions,
  port: number,
  uiPort: number,
): string[] {
  const pairs = (flag: string, values: object) =>
    Object.entries(values).flatMap(([key, value]) => [flag, `${key}=${value}`]);
  const json = (values: object) =>
    Object.fromEntries(Object.entries(values).map(([key, value]) => [key, JSON.stringify(value)]));
  return [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--ui-port', String(uiPort)],
    ...['--log-format', 'json', '--log-level', 'error'],
    ...pairs('--dynamic-config-value', json({ ...pollLimits, ...dynamicConfig })),
    ...pairs('--search-attribute', searchAttributes),
    ...(dbFile ? ['--db-filename', dbFile, ...pragmas.flatMap((pragma) => ['--sqlite-pragma', pragma])] : []),
  ];
}

/** Passes every line on; keeps the last ones for the error of a failed start. */
function listen(server: ChildProcess, log?: (line: string) => void): string[] {
  const said: string[] = [];
  for (const stream of [server.stdout!, server.stderr!]) {
    createInterface({ input: stream }).on('line', (line) => {
      said.push(line);
      if (said.length > 5) said.shift();
      if (stream === server.stderr) log?.(line);
    });
  }
  return said;
}

async function serves(
  address: string,
  port: number,
  searchAttributes: AttributeTypes,
  signal: AbortSignal,
): Promise<void> {
  await portOpen(port, startTimeoutMs, signal);
  const connection = await Connection.connect({ address, connectTimeout: startTimeoutMs });
  try {
    await attributesRegistered(connection, 'default', searchAttributes, startTimeoutMs);
  } finally {
    await connection.close();
  }
}
