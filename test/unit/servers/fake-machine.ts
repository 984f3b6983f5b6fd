import { chmod, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** What `temporal --version` prints, for a server version. */
export const temporalCli = (server: string): string => `echo "temporal version 9.9.9 (Server ${server}, UI 2.0.0)"`;

/** A home, a cache and a PATH of their own, with whatever executables the test puts there. */
export class FakeMachine {
  private constructor(readonly root: string) {}

  static async create(): Promise<FakeMachine> {
    const machine = new FakeMachine(await realpath(await mkdtemp(join(tmpdir(), 'kyc-machine-'))));
    await mkdir(machine.at('bin'));
    // What a `#!/bin/sh` stand-in may call; the real PATH stays out of reach.
    for (const tool of ['cat', 'mkdir', 'touch', 'sleep', 'dirname', 'readlink'])
      await symlink(await toolPath(tool), machine.at('bin', tool));
    return machine;
  }

  at(...parts: string[]): string {
    return join(this.root, ...parts);
  }

  env(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
    return { HOME: this.at('home'), XDG_CACHE_HOME: this.at('cache'), PATH: this.at('bin'), ...more };
  }

  /** A shell script at an absolute path; returns the path. */
  async script(path: string, body: string): Promise<string> {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, `#!/bin/sh\n${body}\n`);
    await chmod(path, 0o755);
    return path;
  }

  dispose(): Promise<void> {
    return rm(this.root, { recursive: true, force: true });
  }
}

async function toolPath(tool: string): Promise<string> {
  for (const folder of ['/bin', '/usr/bin']) {
    const found = await realpath(join(folder, tool)).catch(() => undefined);
    if (found) return join(folder, tool);
  }
  throw new Error(`no ${tool} on this machine`);
}
