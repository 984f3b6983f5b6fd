import { readFileSync, rmSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { isAlive } from '../process-alive';

const runningDemo = z.object({
  pid: z.int(),
  address: z.string(),
  uiUrl: z.string(),
  /** Holds the password of the demo's own store, which is made anew with each demo and ends with it. */
  storeUrl: z.string(),
  documentsUrl: z.string(),
});

/** Where a demo that stays up can be reached, for commands in other terminals of the same user. */
export type RunningDemo = z.output<typeof runningDemo>;

/** Announces this process's demo; readable by this user alone. The function that it returns takes the announcement back. */
export async function announceDemo(demo: Omit<RunningDemo, 'pid'>, env: NodeJS.ProcessEnv): Promise<() => void> {
  const path = announcementOf(env);
  await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, JSON.stringify({ pid: process.pid, ...demo } satisfies RunningDemo), { mode: 0o600 });
  await rename(draft, path);
  return () => {
    // Another demo may have announced itself meanwhile.
    if (read(path)?.pid === process.pid) rmSync(path, { force: true });
  };
}

/** The demo that is up now; the announcement of one that was killed counts for nothing. */
export function findRunningDemo(env: NodeJS.ProcessEnv): RunningDemo | undefined {
  const demo = read(announcementOf(env));
  return demo && isAlive(demo.pid) ? demo : undefined;
}

function announcementOf(env: NodeJS.ProcessEnv): string {
  const caches =
    env.XDG_CACHE_HOME && isAbsolute(env.XDG_CACHE_HOME) ? env.XDG_CACHE_HOME : join(env.HOME || homedir(), '.cache');
  return join(caches, 'temporal-kyc', 'demo.json');
}

function read(path: string): RunningDemo | undefined {
  try {
    return runningDemo.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}
