import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, readdir, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { promisify } from 'node:util';
import { oldestDevServer, type ServerKind } from './kinds';
import { atLeast } from './versions';

const run = promisify(execFile);

/**
 * Says which server version an executable is; throws, with the reason as its message, when it cannot be used.
 * The dev server is asked; the test server has no version flag, so its jars are looked at (`unknown` for a native binary).
 */
export async function inspectServer(kind: ServerKind, path: string, env: NodeJS.ProcessEnv): Promise<string> {
  if (!isAbsolute(path)) throw new Error(`${path} is not an absolute path`);
  await assertExecutable(path);
  return kind === 'dev' ? devServerVersion(path, env) : testServerVersion(path, env);
}

async function assertExecutable(path: string): Promise<void> {
  const entry = await stat(path).catch(() => undefined);
  if (!entry) throw new Error(`${path} does not exist`);
  if (!entry.isFile()) throw new Error(`${path} is not a file`);
  await access(path, constants.X_OK).catch(() => {
    throw new Error(`${path} is not executable`);
  });
}

async function devServerVersion(path: string, env: NodeJS.ProcessEnv): Promise<string> {
  const { stdout } = await run(path, ['--version'], { env, timeout: 15_000 }).catch((error: Error) => {
    throw new Error(`\`${path} --version\` failed: ${error.message}`);
  });
  // The CLI's own number is not looked at: one built without linker flags calls itself 0.0.0-DEV.
  const [, version] = /\(Server (\d+\.\d+\.[^,)\s]+)/.exec(stdout) ?? [];
  if (!version) throw new Error(`\`${path} --version\` names no server version: not a Temporal CLI with a dev server`);
  if (!atLeast(version, oldestDevServer))
    throw new Error(`${path} is server ${version}; needed is ${oldestDevServer} or newer`);
  return version;
}

async function testServerVersion(path: string, env: NodeJS.ProcessEnv): Promise<string> {
  const jars = await readdir(join(dirname(path), 'lib')).catch(() => []);
  const [, version] = /(?:^|\n)temporal-test-server-(\d[^\n]*)\.jar(?:\n|$)/.exec(jars.join('\n')) ?? [];
  if (!version) return 'unknown';
  await run(javaCommand(env), ['-version'], { env, timeout: 15_000 }).catch(() => {
    throw new Error(`${path} needs Java, and \`${javaCommand(env)} -version\` failed`);
  });
  return version;
}

/** The `java` that the start script of the test server runs. */
export function javaCommand(env: NodeJS.ProcessEnv): string {
  return env.JAVA_HOME ? join(env.JAVA_HOME, 'bin', 'java') : 'java';
}
