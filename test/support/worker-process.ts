import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';
import { KycPlugin } from '../../src/plugin';
import { ChildProgram } from './child-program';
import type { KillPoint } from './kill-points';
import type { WorkerMessage, WorkerSettings } from './worker-program';

/** A worker in a process of its own. */
export class WorkerProcess {
  private constructor(private readonly child: ChildProgram) {}

  /** Resolves when it polls. */
  static async start(settings: WorkerSettings): Promise<WorkerProcess> {
    const child = new ChildProgram(join(__dirname, 'worker-program.ts'), []);
    child.tell({ ...settings });
    await child.says();
    return new WorkerProcess(child);
  }

  /** What it logged, and why it ended if it did so by itself. */
  get log(): string {
    return this.child.errors;
  }

  /** Resolves once this stands in its log. */
  logs(text: string): Promise<void> {
    return this.child.errs(text);
  }

  /** Dies by SIGKILL at this point of the next case, or at none. Points are counted from here. */
  async dieAt(point: KillPoint | undefined): Promise<void> {
    this.child.said.length = 0;
    this.child.tell({ dieAt: point });
    await this.child.says();
  }

  /** The points that it passed since `dieAt`; complete once it has stopped. */
  get passed(): KillPoint[] {
    return (this.child.said as WorkerMessage[]).flatMap((said) => (typeof said === 'object' ? [said.passed] : []));
  }

  /** Resolves with the exit code, or the signal that ended it. */
  exits(): Promise<number | NodeJS.Signals> {
    return this.child.exits();
  }

  /** Asks it to finish. */
  terminate(): void {
    this.child.signal('SIGTERM');
  }

  async stop(): Promise<number | NodeJS.Signals> {
    this.terminate();
    return this.exits();
  }

  /** `kill -9`. */
  kill(): Promise<void> {
    return this.child.kill();
  }
}

/** Bundles our workflows, beside those of `workflowsPath` when given, into a file that all workers of a test share. */
export async function bundleWorkflows(folder: string, workflowsPath?: string): Promise<string> {
  const plugin = new KycPlugin({ store: { url: 'pglite:memory' } });
  const logger = { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error: console.error };
  const { code } = await bundleWorkflowCode({
    workflowsPath: workflowsPath ?? join(__dirname, '../../workflows/index.ts'),
    plugins: [plugin],
    logger,
  });
  const file = join(folder, 'workflows.js');
  await writeFile(file, code);
  return file;
}
