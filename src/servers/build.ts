import { execFile } from 'node:child_process';
import { chmod, copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { archiveClasses } from './class-archive';
import { executableName } from './find';
import { javaCommand } from './inspect';
import { oldestGo, serverFacts } from './kinds';
import { runLong } from './long-command';
import type { Errand, Route } from './obtain';
import { recipe } from './recipe';
import { atLeast, versionIn } from './versions';

const run = promisify(execFile);
const minutes = 60_000;

/** The dev server compiled from the Go module proxy. Minutes, once per user. */
export const goBuild: Route = { how: 'built', obtain: buildDevServer };

/** The test server's jars from Maven Central, with a start script. Seconds to a minute. */
export const mavenFetch: Route = { how: 'built', obtain: fetchTestServer, polish: archiveClasses };

async function buildDevServer({ kind, into, env, report }: Errand): Promise<void> {
  const { title, release } = serverFacts[kind];
  const folder = recipe('temporal-cli');
  // Asked inside the recipe: with GOTOOLCHAIN=auto an older Go fetches the toolchain that go.mod names and answers with that.
  const go = await versionOf('go', ['version'], { env, cwd: folder });
  if (!atLeast(go, oldestGo)) throw new Error(`Go ${go} is too old: ${oldestGo} or newer is needed`);
  report(`${title}: compiling release ${release} with Go ${go}; 5 to 7 minutes on 2 cores, once per user`);
  await runLong({
    command: 'go',
    args: [
      'build',
      '-v',
      '-trimpath',
      '-ldflags',
      `-s -w -X github.com/temporalio/cli/internal/temporalcli.Version=${release}`,
      '-o',
      join(into, executableName(kind)),
      'github.com/temporalio/cli/cmd/temporal',
    ],
    cwd: folder,
    env: { ...env, CGO_ENABLED: '0' },
    timeoutMs: 40 * minutes,
    progress: (elapsed, lines) => report(`${title}: compiling, ${elapsed} so far, ${lines} modules and packages done`),
  });
}

async function fetchTestServer({ kind, into, env, report }: Errand): Promise<void> {
  if (process.platform === 'win32') throw new Error('the start script of the test server is for POSIX shells only');
  const { title, release } = serverFacts[kind];
  await run(javaCommand(env), ['-version'], { env }).catch(() => {
    throw new Error(`Java is not installed (\`${javaCommand(env)} -version\` failed)`);
  });
  const maven = await versionOf('mvn', ['-B', '-v'], { env });
  report(`${title}: fetching release ${release} with Maven ${maven}; up to a minute`);
  const folder = recipe('test-server');
  await runLong({
    command: 'mvn',
    args: [
      'dependency:copy-dependencies',
      '-B',
      '-q',
      '-f',
      join(folder, 'pom.xml'),
      '-DincludeScope=runtime',
      `-DoutputDirectory=${join(into, 'lib')}`,
    ],
    cwd: into,
    env,
    timeoutMs: 10 * minutes,
    progress: (elapsed) => report(`${title}: fetching jars, ${elapsed} so far`),
  });
  await copyFile(join(folder, 'temporal-test-server'), join(into, executableName(kind)));
  await chmod(join(into, executableName(kind)), 0o755);
}

/** First dotted number that `command args` prints. */
async function versionOf(
  command: string,
  args: string[],
  options: { env: NodeJS.ProcessEnv; cwd?: string },
): Promise<string> {
  const { stdout } = await run(command, args, { ...options, timeout: 5 * minutes }).catch(
    (error: NodeJS.ErrnoException) => {
      throw new Error(error.code === 'ENOENT' ? `\`${command}\` is not installed` : error.message);
    },
  );
  const version = versionIn(stdout);
  if (!version) throw new Error(`\`${command} ${args.join(' ')}\` names no version`);
  return version;
}
