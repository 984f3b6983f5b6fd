import { fork, type ChildProcess, type Serializable } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const typescript = join(__dirname, 'typescript.cjs');

type Ending = [code: number | null, signal: NodeJS.Signals | null];

/** A TypeScript program in a process of its own, which speaks in messages (`process.send`). */
export class ChildProgram {
  readonly said: unknown[] = [];
  readonly #process: ChildProcess;
  readonly #exited: Promise<Ending>;
  #errors = '';

  constructor(program: string, args: readonly string[]) {
    this.#process = fork(program, args, { execArgv: ['-r', typescript], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    this.#process.stderr!.on('data', (text: Buffer) => (this.#errors += text.toString()));
    this.#process.on('message', (message) => this.said.push(message));
    this.#exited = once(this.#process, 'exit') as Promise<Ending>;
  }

  /** Everything on stderr so far. */
  get errors(): string {
    return this.#errors;
  }

  tell(message: Serializable): void {
    this.#process.send(message);
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

  /** Resolves once this text stands on stderr; rejects when the program ends without it. */
  async errs(text: string): Promise<void> {
    while (!this.#errors.includes(text)) {
      const next = await Promise.race([once(this.#process.stderr!, 'data'), this.#exited.then(() => 'exit')]);
      if (next === 'exit' && !this.#errors.includes(text)) throw new Error(`Never on stderr: ${text}. ${this.#errors}`);
    }
  }

  /** Resolves with the exit code, or the signal that ended it. */
  async exits(): Promise<number | NodeJS.Signals> {
    const [code, signal] = await this.#exited;
    return signal ?? code!;
  }

  signal(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }

  async kill(): Promise<void> {
    this.signal('SIGKILL');
    await this.#exited;
  }
}
