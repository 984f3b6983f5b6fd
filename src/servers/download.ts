import { spawn } from 'node:child_process';
import { chmod, readdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { executableName } from './find';
import { serverFacts } from './kinds';
import type { Errand, Route } from './obtain';
import { recipe } from './recipe';

/** Given up when no byte has arrived for this long: where the download host is blocked, packets are often dropped silently. */
const stalledMs = 10_000;

/** The SDK's own download: the ordinary way on a developer's laptop. */
export const sdkDownload: Route = { how: 'download', obtain: download };

async function download({ kind, into, env, report }: Errand): Promise<void> {
  const { title, sdkFactory, release } = serverFacts[kind];
  report(`${title}: asking the Temporal SDK to download release ${release}`);
  const complaint = await runDownload([recipe('sdk-download.cjs'), sdkFactory, into, `v${release}`], into, env);
  // The script also starts the server once. What counts is the file: on a busy machine it may be there although the start was too slow.
  const [file] = (await readdir(into)).filter((name) => !name.endsWith('.downloading'));
  if (!file) throw new Error(complaint || 'the SDK ended without a file');
  await rename(join(into, file), join(into, executableName(kind)));
  await chmod(join(into, executableName(kind)), 0o755);
}

/** Resolves to what the script said on stderr. */
function runDownload(args: string[], folder: string, env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    let arrived = 0;
    let lastArrival = Date.now();
    const watch = setInterval(() => {
      void sizeOf(folder).then((size) => {
        if (size !== arrived) lastArrival = Date.now();
        arrived = size;
        if (Date.now() - lastArrival > stalledMs) child.kill('SIGKILL');
      });
    }, 500);
    child.once('error', (error) => {
      clearInterval(watch);
      reject(error);
    });
    child.once('close', (_code, signal) => {
      clearInterval(watch);
      resolve(signal ? `nothing arrived for ${stalledMs / 1000} s` : (stderr.trim().split('\n').at(-1) ?? ''));
    });
  });
}

async function sizeOf(folder: string): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  const sizes = await Promise.all(
    names.map((name) =>
      stat(join(folder, name)).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
