import { ensureServer, serverFacts, type ServerKind } from '../../src/servers';

/**
 * Jest's global setup of the suites that talk to Temporal: finds or obtains both servers and names them in the environment, which
 * the test processes inherit. A server that cannot be had skips the tests that need it (see `with-server.ts`), unless
 * KYC_REQUIRE_SERVERS=1 says that this is a failure, as it is in CI.
 */
export default async function obtainServers(): Promise<void> {
  for (const kind of ['time-skipping', 'dev'] satisfies ServerKind[]) {
    try {
      const { path } = await ensureServer(kind, { report: (line) => process.stderr.write(`${line}\n`) });
      process.env[serverFacts[kind].variable] = path;
    } catch (error) {
      if (process.env.KYC_REQUIRE_SERVERS === '1') throw error;
      delete process.env[serverFacts[kind].variable];
      process.stderr.write(`${(error as Error).message}\nThe tests that need it are skipped.\n`);
    }
  }
}
