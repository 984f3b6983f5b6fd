import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const typescript = join(__dirname, 'typescript.cjs');

/** A TypeScript program in a process of its own, which speaks in messages (`process.send`). */
export class ChildProgram {
  readonly said: unknown[] = [];
  readonly #process: ChildProcess;
  readonly #exited: Promise<unknown>;
  #errors = '';

  constructor(program: string, args: readonly string[]) {
    this.#process = fork(program, args, { execArgv: ['-r', typescript], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    this.#process.stderr!.on('data', (text: Buffer) => (this.#errors += text.toString()));
    this.#process.on('message', (message) => this.said.push(message));
    this.#exited = once(this.#process, 'exit');
  }

  /** Resolves once the program has said so many things; rejects when it ends before. */
  async says(count = 1): Promise<unknown[]> {
    while (this.said.length < count) {
      const next = await Promise.race([
        once(this.#process, 'message').then(() => 'message'),
        this.#exited.then(() => 'exit'),
      ]);
      // The last messages may be handed over after the exit.
      if (next === 'exit' && this.said.length < count) {
        throw new Error(
          `The child ended after saying ${JSON.stringify(this.said)}, expected ${count}. ${this.#errors}`,
        );
      }
    }
    return this.said;
  }

  async exits(): Promise<void> {
    await this.#exited;
  }

  async kill(): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.#exited;
  }
}
