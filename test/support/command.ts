import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export interface Ended {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command as it is installed, in a process of its own. */
export interface RunningCommand {
  readonly pid: number;
  /** Resolves with the match once either stream has said this; rejects when the command ends or 60 s pass without it. */
  said(what: RegExp): Promise<RegExpExecArray>;
  stop(signal?: NodeJS.Signals): Promise<Ended>;
  readonly ended: Promise<Ended>;
}

const SAID_MS = 60_000;
const main = join(__dirname, '..', '..', 'lib', 'src', 'cli', 'main.js');

export function startCli(line: string, env: NodeJS.ProcessEnv = {}): RunningCommand {
  if (!existsSync(main)) throw new Error(`${main} is missing: run \`npm run build\` first.`);
  const child = spawn(process.execPath, [main, ...line.split(' ')], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const heard = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].on('data', (text) => (heard[stream] += String(text)));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...heard }));
  return {
    pid: child.pid!,
    ended,
    said: (what) => hear(child, heard, what, line),
    stop(signal = 'SIGTERM') {
      child.kill(signal);
      return ended;
    },
  };
}

export function runCli(line: string, env?: NodeJS.ProcessEnv): Promise<Ended> {
  return startCli(line, env).ended;
}

function hear(
  child: ChildProcess,
  heard: { stdout: string; stderr: string },
  what: RegExp,
  line: string,
): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    const stopListening = () => {
      clearTimeout(timer);
      for (const stream of [child.stdout!, child.stderr!]) stream.off('data', listen);
      child.off('close', fail);
    };
    const fail = () => {
      stopListening();
      reject(
        new Error(`\`temporal-kyc ${line}\` did not say ${String(what)}; it said:\n${heard.stdout}${heard.stderr}`),
      );
    };
    const listen = () => {
      const match = what.exec(heard.stdout) ?? what.exec(heard.stderr);
      if (!match) return;
      stopListening();
      resolve(match);
    };
    const timer = setTimeout(fail, SAID_MS);
    for (const stream of [child.stdout!, child.stderr!]) stream.on('data', listen);
    child.on('close', fail);
    listen();
  });
}
