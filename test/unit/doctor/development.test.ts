import { checkDevelopment } from '../../../src/doctor';
import { FakeMachine, temporalCli } from '../servers/fake-machine';

describe('what the doctor says about the servers of this machine', () => {
  let machine: FakeMachine;
  beforeEach(async () => {
    machine = await FakeMachine.create();
  });
  afterEach(() => machine.dispose());

  test('on an empty machine: every step that failed, and the tools that would build them', async () => {
    const rows = await checkDevelopment(machine.env());
    expect(rows.map(({ check, ok }) => [check, ok])).toEqual([
      ['Temporal dev server', false],
      ['Temporal time-skipping test server', false],
      ['go', false],
      ['java', false],
      ['mvn', false],
    ]);
    expect(rows[0]!.found).toMatch(
      /^environment: TEMPORAL_CLI_PATH is not set; path: no `temporal` on PATH; cache: .* does not exist$/,
    );
    expect(rows.every(({ fix }) => fix)).toBe(true);
  });

  test('a server that is there needs no tools', async () => {
    const dev = await machine.script(machine.at('bin', 'temporal'), temporalCli('1.31.2'));
    const test = await machine.script(machine.at('bin', 'temporal-test-server'), 'exit 0');
    expect(await checkDevelopment(machine.env())).toEqual([
      { check: 'Temporal dev server', ok: true, found: `1.31.2 (path): ${dev}` },
      { check: 'Temporal time-skipping test server', ok: true, found: `unknown (path): ${test}` },
    ]);
  });

  test('a tool that is too old is told apart from one that is missing', async () => {
    await machine.script(machine.at('bin', 'go'), 'echo go version go1.25.1 linux/amd64');
    await machine.script(machine.at('bin', 'java'), 'echo openjdk version "17.0.15" >&2');
    const found = Object.fromEntries((await checkDevelopment(machine.env())).map((row) => [row.check, row]));
    expect(found['go']).toMatchObject({ ok: false, found: '1.25.1', fix: expect.stringContaining('1.26.4') });
    expect(found['java']).toEqual({ check: 'java', ok: true, found: '17.0.15' });
    expect(found['mvn']).toMatchObject({ ok: false, found: 'not installed' });
  });
});
