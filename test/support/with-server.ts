import { serverFacts, type ServerKind } from '../../src/servers/kinds';

/** `describe` for tests that need a Temporal server: skipped, and called so, on a machine where none could be had. */
function describeWith(kind: ServerKind) {
  return (name: string, tests: (executable: string) => void): void => {
    const executable = process.env[serverFacts[kind].variable];
    if (executable) describe(name, () => tests(executable));
    else describe.skip(`${name} [needs the ${serverFacts[kind].title}]`, () => tests(''));
  };
}

export const describeWithDevServer = describeWith('dev');
export const describeWithTimeSkipping = describeWith('time-skipping');
