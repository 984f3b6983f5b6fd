import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openSync, closeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { KycOptions } from '../../config';
import { guardProcess } from '../../servers/guard';
import { optionsAsEnvironment } from '../options-as-environment';

export interface WorkerOptions {
  /** Where Temporal is. */
  readonly address: string;
  readonly options: KycOptions;
  /** File that gets everything the worker says, after what is there. */
  readonly log: string;
}

const READY_MS = 90_000;
const POLITE_MS = 5_000;

/** `temporal-kyc worker` as a process of its own: it can be killed, and ends with this one however that dies. */
export class WorkerProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly ended: Promise<unknown>,
    private readonly guard: { dismiss(): void },
  ) {}

  /** Resolves when the worker polls. */
  static async start({ address, options, log }: WorkerOptions): Promise<WorkerProcess> {
    const output = openSync(log, 'a', 0o600);
    const child = spawn(
      process.execPath,
      [...process.execArgv, require.resolve('../main'), 'worker', '--json', '--address', address],
      {
        env: { ...withoutKycVariables(process.env), ...optionsAsEnvironment(options) },
        // In a process group of its own: a Ctrl-C reaches the demo alone, which stops everything in order.
        detached: true,
        stdio: ['ignore', 'pipe', output],
      },
    );
    closeSync(output);
    const ended = once(child, 'exit');
    const worker = new WorkerProcess(child, ended, guardProcess(child.pid!));
    try {
      await ready(child, ended);
      return worker;
    } catch (error) {
      await worker.kill();
      throw new Error(`The worker did not start: ${(error as Error).message}. What it said is in ${log}.`, {
        cause: error,
      });
    }
  }

  get pid(): number {
    return this.child.pid!;
  }

  /** `kill -9`: it gets no chance to finish or to say anything. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.over();
  }

  /** Asks it to finish, and does not wait long: a case that waits somewhere goes on with the next worker. */
  async stop(): Promise<void> {
    this.child.kill('SIGTERM');
    const impatience = setTimeout(() => this.child.kill('SIGKILL'), POLITE_MS);
    await this.over();
    clearTimeout(impatience);
  }

  private async over(): Promise<void> {
    await this.ended;
    this.guard.dismiss();
  }
}

/** A real installation's settings have no place in a demo. */
function withoutKycVariables(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('KYC_')));
}

async function ready(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  const giveUp = new AbortController();
  const lines = createInterface({ input: child.stdout! });
  const timer = setTimeout(() => giveUp.abort(), READY_MS);
  try {
    await Promise.race([
      once(lines, 'line', { signal: giveUp.signal }),
      ended.then(() => Promise.reject(new Error(`it ended with ${child.signalCode ?? `code ${child.exitCode}`}`))),
    ]);
  } catch (error) {
    throw giveUp.signal.aborted ? new Error(`it was not ready within ${READY_MS / 1000} s`) : error;
  } finally {
    clearTimeout(timer);
  }
}
