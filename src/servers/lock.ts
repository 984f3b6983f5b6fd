import { readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { isAlive } from '../process-alive';

export { isAlive };

/** A holder shows every ten seconds that it lives; a lock silent for a minute has lost its holder even if the pid is taken again. */
const heartbeatMs = 10_000;
const silentMs = 60_000;

/**
 * Runs `work` while holding the lock file, which names this process. Waits for another live holder; clears the lock of a dead one.
 * Two waiters may clear the same stale lock and then both work: whatever is done under this lock must end in an atomic rename.
 *
 * @param onWait called once, with the holder's pid, when there is somebody to wait for
 */
export async function withLock<T>(path: string, onWait: (pid: number) => void, work: () => Promise<T>): Promise<T> {
  await acquire(path, onWait);
  const heartbeat = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => {}), heartbeatMs);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    await rm(path, { force: true });
  }
}

async function acquire(path: string, onWait: (pid: number) => void): Promise<void> {
  for (let waiting = false; ; await delay(250)) {
    try {
      return await writeFile(path, String(process.pid), { flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = await holderOf(path);
    if (holder === 'released') continue;
    if (holder === 'dead') {
      await rm(path, { force: true });
    } else if (!waiting) {
      waiting = true;
      onWait(holder);
    }
  }
}

async function holderOf(path: string): Promise<number | 'dead' | 'released'> {
  try {
    const [content, { mtimeMs }] = await Promise.all([readFile(path, 'utf8'), stat(path)]);
    if (Date.now() - mtimeMs > silentMs) return 'dead';
    const pid = Number(content);
    // Empty for the moment between creating and writing it: its age decides, above.
    return pid === 0 || isAlive(pid) ? pid : 'dead';
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'released';
    throw error;
  }
}
