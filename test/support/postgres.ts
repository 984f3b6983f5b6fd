import { findPostgres, startPostgres, type TestPostgres } from './throwaway-postgres';

export { asAdministrator, type TestPostgres } from './throwaway-postgres';

/** A group of tests that need a PostgreSQL: skipped where there is none, unless KYC_REQUIRE_SERVERS=1 makes that a failure. */
export function describeWithPostgres(name: string, tests: (postgres: () => TestPostgres) => void): void {
  const binaries = findPostgres();
  if (binaries === undefined && process.env.KYC_REQUIRE_SERVERS !== '1') {
    describe.skip(`${name} [needs PostgreSQL: initdb and postgres, installed or on the PATH]`, () => tests(never));
    return;
  }
  describe(name, () => {
    let postgres: TestPostgres;
    beforeAll(async () => {
      if (binaries === undefined)
        throw new Error('KYC_REQUIRE_SERVERS=1, but neither /usr/lib/postgresql nor the PATH has a PostgreSQL.');
      postgres = await startPostgres(binaries);
    });
    afterAll(() => postgres?.stop());
    tests(() => postgres);
  });
}

function never(): never {
  throw new Error('Skipped tests do not run.');
}
