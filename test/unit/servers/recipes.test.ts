import { readFile } from 'node:fs/promises';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { provideServer } from '../../../src/servers/ensure';
import { goBuild, mavenFetch } from '../../../src/servers/build';
import { oldestGo, serverFacts } from '../../../src/servers/kinds';
import { recipe } from '../../../src/servers/recipe';
import { FakeMachine, temporalCli } from './fake-machine';

test('the recipes name the releases and the Go version that the code names', async () => {
  const goMod = await readFile(join(recipe('temporal-cli'), 'go.mod'), 'utf8');
  expect(goMod).toMatch(new RegExp(`^require github.com/temporalio/cli v${serverFacts.dev.release}$`, 'm'));
  expect(goMod).toMatch(new RegExp(`^go ${oldestGo}$`, 'm'));
  const pom = await readFile(join(recipe('test-server'), 'pom.xml'), 'utf8');
  expect(pom).toContain(`<version>${serverFacts['time-skipping'].release}</version>`);
});

describe('building from public registries', () => {
  let machine: FakeMachine;
  beforeEach(async () => {
    machine = await FakeMachine.create();
  });
  afterEach(() => machine.dispose());

  const obtain = (kind: 'dev' | 'time-skipping') =>
    provideServer(kind, [kind === 'dev' ? goBuild : mavenFetch], { env: machine.env() });

  /** A `go` that answers `version` and "builds" a CLI of the given server version to the path after `-o`. */
  const go = (version: string) =>
    machine.script(
      machine.at('bin', 'go'),
      `if [ "$1" = version ]; then echo "go version go${version} linux/amd64"; exit 0; fi
       echo "CGO_ENABLED=$CGO_ENABLED $*" > ${machine.at('asked')}
       while [ "$1" != -o ]; do shift; done
       cat > "$2" <<'CLI'\n#!/bin/sh\n${temporalCli('1.31.2')}\nCLI
       /bin/chmod 755 "$2"`,
    );

  test('the dev server is compiled with the recorded command line', async () => {
    await go('1.27.0');
    expect(await obtain('dev')).toMatchObject({ how: 'built', version: '1.31.2' });
    expect(await readFile(machine.at('asked'), 'utf8')).toMatch(
      /^CGO_ENABLED=0 build -v -trimpath -ldflags -s -w -X \S+Version=1\.8\.2 -o \S+\/temporal github\.com\/temporalio\/cli\/cmd\/temporal\n$/,
    );
  });

  test('an old Go is refused before minutes are spent', async () => {
    await go('1.26.3');
    await expect(obtain('dev')).rejects.toThrow('- built: Go 1.26.3 is too old: 1.26.4 or newer is needed');
  });

  test('a compiler that fails is quoted', async () => {
    await machine.script(
      machine.at('bin', 'go'),
      '[ "$1" = version ] && echo go1.26.4 && exit 0; echo "disk full" >&2; exit 1',
    );
    await expect(obtain('dev')).rejects.toThrow(/- built: `go build` exited with 1\s+disk full/);
  });

  test.each([
    ['dev', '`go` is not installed'],
    ['time-skipping', 'Java is not installed'],
  ] as const)(
    'without its tools the %s server cannot be built, and the error says which is missing',
    async (kind, why) => {
      await expect(obtain(kind)).rejects.toThrow(`- built: ${why}`);
    },
  );

  test('the test server is its jars beside the start script; a class archive that fails is no error', async () => {
    await machine.script(machine.at('bin', 'java'), 'exit 0');
    await machine.script(
      machine.at('bin', 'mvn'),
      `[ "$2" = -v ] && echo "Apache Maven 3.8.7" && exit 0
       for argument; do case $argument in -DoutputDirectory=*) jars=\${argument#*=};; esac; done
       mkdir -p "$jars"; touch "$jars/temporal-test-server-1.38.0.jar"`,
    );
    const server = await obtain('time-skipping');
    expect(server).toMatchObject({ how: 'built', version: '1.38.0' });
    expect(readdirSync(join(server.path, '..')).sort()).toEqual(['lib', 'temporal-test-server']);
  });
});
