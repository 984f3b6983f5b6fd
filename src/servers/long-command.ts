import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const reportEveryMs = 15_000;

export interface LongCommand {
  command: string;
  args: readonly string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** Killed, and failed, after this long. */
  timeoutMs: number;
  /** Says now and then what the command has come to; called with the elapsed time and the number of lines it has printed. */
  progress?: (elapsed: string, lines: number) => void;
}

/** Runs a command that may take minutes. Resolves on exit code 0; otherwise throws with the last lines that it printed. */
export function runLong({ command, args, cwd, env, timeoutMs, progress }: LongCommand): Promise<void> {
  return new Promise((resolve, reject) => {
    const started = Date.now();
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], timeout: timeoutMs });
    const tail: string[] = [];
    let lines = 0;
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        lines++;
        tail.push(line);
        if (tail.length > 5) tail.shift();
      });
    }
    const ticker = setInterval(() => progress?.(elapsed(Date.now() - started), lines), reportEveryMs);
    child.once('error', (error) => {
      clearInterval(ticker);
      reject(new Error(`\`${command}\` could not be run: ${error.message}`));
    });
    child.once('close', (code, signal) => {
      clearInterval(ticker);
      if (code === 0) return resolve();
      const ended = signal ? `was ended by ${signal} after ${elapsed(Date.now() - started)}` : `exited with ${code}`;
      reject(new Error([`\`${command} ${args[0] ?? ''}\` ${ended}`, ...tail].join('\n      ')));
    });
  });
}

/** `75000` → `1 min 15 s`. */
export function elapsed(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
