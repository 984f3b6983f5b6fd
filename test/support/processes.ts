import { execFile } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const PATIENCE_MS = 10_000;

/** Command lines of the running processes that name a port, other than those of tests; `until: 'none'` gives them a while to end. */
export async function processesNaming(port: number, { until }: { until?: 'none' } = {}): Promise<string[]> {
  for (const deadline = Date.now() + (until ? PATIENCE_MS : 0); ; await delay(100)) {
    const { stdout } = await run('ps', ['-eo', 'args=']);
    const naming = stdout.split('\n').filter((line) => new RegExp(`\\b${port}\\b`).test(line));
    if (naming.length === 0 || Date.now() >= deadline) return naming;
  }
}
