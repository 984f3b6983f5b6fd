import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isAlive } from '../../process-alive';
import { storeFailure } from '../store-failures';

interface Claim {
  readonly pid: number;
  readonly host: string;
  /** Tells a process from a later one with the same pid, which containers give out again and again. */
  readonly incarnation?: string;
}

const attempts = 5;

/**
 * Claims a folder for this process; rejects with `kyc.store.InUse` while another one has it. The claim of a dead process counts for
 * nothing, so a kill -9 leaves the folder usable.
 *
 * Each process writes its own claim and then looks for others: of two that start together at least one sees the other, without a
 * shared lock file that both might take over.
 */
export async function claimFolder(folder: string): Promise<{ release(): Promise<void> }> {
  const claims = join(folder, 'claims');
  await mkdir(claims, { recursive: true, mode: 0o700 });
  for (let attempt = 1; ; attempt++) {
    const mine = await write(claims);
    const release = () => rm(mine, { force: true });
    const rival = await findRival(claims, mine);
    if (!rival) return { release };
    await release();
    if (attempt === attempts) throw inUse(folder, rival);
    // Two that start together may both have stepped back: come again at different times.
    await delay(20 + Math.random() * 80);
  }
}

async function write(claims: string): Promise<string> {
  const path = join(claims, `${randomUUID()}.json`);
  const claim: Claim = { pid: process.pid, host: hostname(), incarnation: await incarnationOf(process.pid) };
  // Renamed into place, so that no rival reads half of it.
  await writeFile(`${path}.new`, JSON.stringify(claim), { mode: 0o600 });
  await rename(`${path}.new`, path);
  return path;
}

async function findRival(claims: string, mine: string): Promise<(Claim & { path: string }) | undefined> {
  for (const name of await readdir(claims)) {
    const path = join(claims, name);
    if (path === mine || !name.endsWith('.json')) continue;
    const claim = await read(path);
    if (claim && (await isHeld(claim))) return { ...claim, path };
    await rm(path, { force: true });
  }
  return undefined;
}

/** Nothing for a claim given up meanwhile, or cut off by a power failure: a living process's claim is whole. */
async function read(path: string): Promise<Claim | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Claim;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function isHeld({ pid, host, incarnation }: Claim): Promise<boolean> {
  // Whether a process lives on another host, or in another container, cannot be seen from here.
  if (host !== hostname()) return true;
  return isAlive(pid) && (incarnation === undefined || incarnation === (await incarnationOf(pid)));
}

/** Boot and start time where Linux shows them, else nothing: then the pid alone must do. */
async function incarnationOf(pid: number): Promise<string | undefined> {
  try {
    const [boot, stat] = await Promise.all([
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
      readFile(`/proc/${pid}/stat`, 'utf8'),
    ]);
    // Field 22 (proc(5)); the second, the command in brackets, may itself contain spaces and brackets.
    const startTime = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return `${boot.trim()} ${startTime}`;
  } catch {
    return undefined;
  }
}

function inUse(folder: string, { pid, host, path }: Claim & { path: string }): Error {
  const foreign = host !== hostname();
  return storeFailure(
    'kyc.store.InUse',
    `The embedded store in ${folder} is in use by process ${pid}${foreign ? ` on host ${host}` : ''}. Only one process at a time can ` +
      `open it: let that process share it with serveStore(), or use a postgres:// store.` +
      (foreign ? ` If that process is gone for good, delete ${path}.` : ''),
  );
}
