import { spawn } from 'node:child_process';

/**
 * Ends process `pid` when this process dies, be it by SIGKILL: a shell waits for the end of a pipe whose other end is ours alone.
 * Windows has no such shell; there an exit handler does what it can.
 */
export function guardProcess(pid: number): { dismiss(): void } {
  if (process.platform === 'win32') {
    const end = () => process.kill(pid);
    process.once('exit', end);
    return { dismiss: () => void process.removeListener('exit', end) };
  }
  const guard = spawn('/bin/sh', ['-c', `read -r _; kill -9 ${pid}`], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.unref();
  return {
    dismiss() {
      guard.kill('SIGKILL');
    },
  };
}
