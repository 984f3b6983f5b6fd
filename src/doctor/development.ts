import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findServer, serverFacts, type Search, type ServerKind } from '../servers';
import { javaCommand } from '../servers/inspect';
import { oldestGo } from '../servers/kinds';
import { atLeast, versionIn } from '../servers/versions';
import { reasonOf, type Row } from './row';

const run = promisify(execFile);

/**
 * What the demo and the tests need: both servers, and, only where one of them is missing, the tools to build it. Looks, builds nothing.
 * None of it is needed where the package runs against a Temporal cluster.
 */
export async function checkDevelopment(env: NodeJS.ProcessEnv = process.env): Promise<Row[]> {
  const [dev, timeSkipping] = await Promise.all([findServer('dev', env), findServer('time-skipping', env)]);
  const tools: Promise<Row>[] = [];
  if (!dev.found) tools.push(checkTool('go', 'go', ['version'], oldestGo, env));
  if (!timeSkipping.found) {
    tools.push(
      checkTool('java', javaCommand(env), ['-version'], '17', env),
      checkTool('mvn', 'mvn', ['-B', '-v'], '3.6', env),
    );
  }
  return [serverRow('dev', dev), serverRow('time-skipping', timeSkipping), ...(await Promise.all(tools))];
}

function serverRow(kind: ServerKind, { found, failed }: Search): Row {
  const { title, advice } = serverFacts[kind];
  if (found) return { check: title, ok: true, found: `${found.version} (${found.how}): ${found.path}` };
  return {
    check: title,
    ok: false,
    found: failed.map(({ how, why }) => `${how}: ${why}`).join('; '),
    fix: `run \`npm run servers\`, which downloads or builds it; or ${advice}`,
  };
}

async function checkTool(
  check: string,
  command: string,
  args: string[],
  minimum: string,
  env: NodeJS.ProcessEnv,
): Promise<Row> {
  const fix = `install ${check} ${minimum} or newer, if \`npm run servers\` is to build the server`;
  try {
    // `java -version` writes to stderr.
    const { stdout, stderr } = await run(command, args, { env, timeout: 30_000 });
    const version = versionIn(stdout + stderr);
    if (!version) return { check, ok: 'unknown', found: `\`${command} ${args.join(' ')}\` names no version` };
    return atLeast(version, minimum) ? { check, ok: true, found: version } : { check, ok: false, found: version, fix };
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return { check, ok: false, found: missing ? 'not installed' : reasonOf(error), fix };
  }
}
