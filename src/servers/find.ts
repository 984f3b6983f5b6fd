import { homedir } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';
import { inspectServer } from './inspect';
import { serverFacts, type ServerKind } from './kinds';

/** The ways to a server, in the order in which they are tried. */
export type How = 'environment' | 'path' | 'cache' | 'download' | 'built';

export interface Server {
  /** Absolute path of an executable. */
  path: string;
  how: How;
  /** Server version such as `1.31.2`; `unknown` for a test server that is a native binary. */
  version: string;
}

/** A step that led to no server, and why. */
export interface FailedStep {
  how: How;
  why: string;
}

export interface Search {
  found?: Server;
  /** The steps before the one that succeeded; all of them when none did. */
  failed: FailedStep[];
}

/**
 * Looks for a server where one may already be: the environment variable, PATH, the user's cache. Obtains and changes nothing.
 * When the variable is set but names something unusable, the search ends there: whoever set it wants that server or none.
 */
export async function findServer(kind: ServerKind, env: NodeJS.ProcessEnv = process.env): Promise<Search> {
  const { variable } = serverFacts[kind];
  const override = env[variable];
  if (override) {
    return attempt(kind, 'environment', override, env).then(
      (found) => ({ found, failed: [] }),
      (error: Error) => ({ failed: [{ how: 'environment', why: `${variable}: ${error.message}` }] }),
    );
  }

  const failed: FailedStep[] = [{ how: 'environment', why: `${variable} is not set` }];
  for (const [how, look] of [
    ['path', onPath],
    ['cache', inCache],
  ] as const) {
    try {
      return { found: await look(kind, env), failed };
    } catch (error) {
      failed.push({ how, why: (error as Error).message });
    }
  }
  return { failed };
}

/** The folder that holds the cached release of a server. Outside any checkout, so that a fresh clone finds it. */
export function cacheEntry(kind: ServerKind, env: NodeJS.ProcessEnv = process.env): string {
  const { executable, release } = serverFacts[kind];
  const home = env.HOME || homedir();
  // The XDG rules: a relative XDG_CACHE_HOME is to be ignored.
  const caches = env.XDG_CACHE_HOME && isAbsolute(env.XDG_CACHE_HOME) ? env.XDG_CACHE_HOME : join(home, '.cache');
  return join(caches, 'temporal-kyc', 'servers', `${executable}-${release}-${process.platform}-${process.arch}`);
}

export function executableName(kind: ServerKind): string {
  return serverFacts[kind].executable + (process.platform === 'win32' ? '.exe' : '');
}

async function onPath(kind: ServerKind, env: NodeJS.ProcessEnv): Promise<Server> {
  const name = executableName(kind);
  const refused: string[] = [];
  for (const folder of (env.PATH ?? '').split(delimiter).filter(isAbsolute)) {
    try {
      return await attempt(kind, 'path', join(folder, name), env);
    } catch (error) {
      const { message } = error as Error;
      if (!message.endsWith('does not exist')) refused.push(message);
    }
  }
  throw new Error(refused.length ? refused.join('; ') : `no \`${name}\` on PATH`);
}

async function inCache(kind: ServerKind, env: NodeJS.ProcessEnv): Promise<Server> {
  return attempt(kind, 'cache', join(cacheEntry(kind, env), executableName(kind)), env);
}

async function attempt(kind: ServerKind, how: How, path: string, env: NodeJS.ProcessEnv): Promise<Server> {
  return { path, how, version: await inspectServer(kind, path, env) };
}
