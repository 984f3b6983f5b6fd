import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isAlive } from '../process-alive';
import { goBuild, mavenFetch } from './build';
import { sdkDownload } from './download';
import { cacheEntry, executableName, findServer, type FailedStep, type Server } from './find';
import { inspectServer } from './inspect';
import { serverFacts, type ServerKind } from './kinds';
import { withLock } from './lock';
import type { Errand, Route } from './obtain';

export interface EnsureOptions {
  /** Gets a line for whatever takes longer than a moment. Default: silence. */
  report?: (line: string) => void;
  /** Whether a server may be built when it can be had in no other way (minutes for the dev server). Default `true`. */
  build?: boolean;
  /** Default `process.env`. */
  env?: NodeJS.ProcessEnv;
}

/** No step led to a server. The message lists every step and why it failed, and ends with what to install. */
export class ServerUnavailable extends Error {
  readonly type = 'kyc.server.Unavailable';

  constructor(
    readonly kind: ServerKind,
    readonly failed: readonly FailedStep[],
  ) {
    const { title, advice } = serverFacts[kind];
    const steps = failed.map(({ how, why }) => `  - ${how}: ${why}`);
    super([`${title}: none found, and none could be obtained.`, ...steps, `What helps: ${advice}.`].join('\n'));
    this.name = 'ServerUnavailable';
  }
}

/**
 * The path of a Temporal server that works on this machine: named by the environment, on PATH, in the user's cache, downloaded by
 * the SDK, or built from public registries, in this order. Processes that ask at the same time wait for one another.
 */
export function ensureServer(kind: ServerKind, { build = true, ...options }: EnsureOptions = {}): Promise<Server> {
  const built = kind === 'dev' ? goBuild : mavenFetch;
  return provideServer(kind, build ? [sdkDownload, built] : [sdkDownload], options);
}

/** `ensureServer` with the routes to an absent server given by the caller. */
export async function provideServer(
  kind: ServerKind,
  routes: readonly Route[],
  { report = () => {}, env = process.env }: Omit<EnsureOptions, 'build'>,
): Promise<Server> {
  const { found, failed } = await findServer(kind, env);
  if (found) return found;
  if (env[serverFacts[kind].variable]) throw new ServerUnavailable(kind, failed);

  const entry = cacheEntry(kind, env);
  try {
    await mkdir(dirname(entry), { recursive: true });
  } catch (error) {
    throw new ServerUnavailable(kind, [...failed, { how: 'cache', why: (error as Error).message }]);
  }
  const onWait = (pid: number) =>
    report(`${serverFacts[kind].title}: process ${pid} is obtaining it already; waiting (lock ${entry}.lock)`);
  return withLock(`${entry}.lock`, onWait, async () => {
    const meanwhile = await findServer(kind, env);
    return meanwhile.found ?? obtain(routes, entry, meanwhile.failed, { kind, env, report });
  });
}

async function obtain(
  routes: readonly Route[],
  entry: string,
  failed: FailedStep[],
  errand: Omit<Errand, 'into'>,
): Promise<Server> {
  const { kind, env, report } = errand;
  await sweep(entry);
  for (const route of routes) {
    const into = `${entry}.${process.pid}.partial`;
    try {
      await mkdir(into);
      await route.obtain({ ...errand, into });
      const version = await inspectServer(kind, join(into, executableName(kind)), env);
      await rm(entry, { recursive: true, force: true });
      await rename(into, entry);
      await route
        .polish?.(entry, errand)
        .catch((error: Error) => report(`${serverFacts[kind].title}: works, but ${error.message}`));
      const server: Server = { path: join(entry, executableName(kind)), how: route.how, version };
      report(`${serverFacts[kind].title}: ${version} is ready at ${server.path}`);
      return server;
    } catch (error) {
      failed.push({ how: route.how, why: (error as Error).message });
    } finally {
      await rm(into, { recursive: true, force: true });
    }
  }
  throw new ServerUnavailable(kind, failed);
}

/** Removes what builds of dead processes left behind. */
async function sweep(entry: string): Promise<void> {
  const prefix = `${basename(entry)}.`;
  for (const name of await readdir(dirname(entry))) {
    const [, pid] = name.startsWith(prefix) ? (/^(\d+)\.partial$/.exec(name.slice(prefix.length)) ?? []) : [];
    if (pid && !isAlive(Number(pid))) await rm(join(dirname(entry), name), { recursive: true, force: true });
  }
}
