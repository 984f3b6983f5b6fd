export type ServerKind = 'dev' | 'time-skipping';

export interface ServerFacts {
  readonly title: string;
  /** File name of the executable, as looked for on PATH and kept in the cache. */
  readonly executable: string;
  /** The release that is downloaded or built when the machine has none. The recipe below `servers/` names the same. */
  readonly release: string;
  /** Environment variable that names an executable. When set, nothing else is tried. */
  readonly variable: string;
  /** Folder below `servers/` that says how to build it. */
  readonly recipe: string;
  /** Factory of the SDK's `TestWorkflowEnvironment` that downloads and starts this kind. */
  readonly sdkFactory: 'createLocal' | 'createTimeSkipping';
  /** What a person can do when every step failed. */
  readonly advice: string;
}

export const serverFacts: Record<ServerKind, ServerFacts> = {
  dev: {
    title: 'Temporal dev server',
    executable: 'temporal',
    release: '1.8.2',
    variable: 'TEMPORAL_CLI_PATH',
    recipe: 'temporal-cli',
    sdkFactory: 'createLocal',
    advice:
      'set TEMPORAL_CLI_PATH to a `temporal` executable (server 1.31 or newer), ' +
      'or install the Temporal CLI (https://docs.temporal.io/cli), or install Go 1.26.4 or newer and run `npm run servers`',
  },
  'time-skipping': {
    title: 'Temporal time-skipping test server',
    executable: 'temporal-test-server',
    release: '1.38.0',
    variable: 'TEMPORAL_TEST_SERVER_PATH',
    recipe: 'test-server',
    sdkFactory: 'createTimeSkipping',
    advice:
      'set TEMPORAL_TEST_SERVER_PATH to a `temporal-test-server` executable, ' +
      'or install Java 17 or newer and Maven (Debian: `apt-get install default-jre-headless maven`) and run `npm run servers`',
  },
};

/** The first dev server whose matcher honours priorities unasked. */
export const oldestDevServer = '1.31';

/** What the go.mod of the dev server's recipe asks for. */
export const oldestGo = '1.26.4';
