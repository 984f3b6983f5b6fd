import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { exports as entries, name } from '../../package.json';

const root = join(__dirname, '../..');

/** What users may import by name, entry by entry. A name that is taken away breaks somebody's build: that is a new major version. */
const promised: Record<string, readonly string[]> = {
  '.': [
    'KycClient',
    'KycPlugin',
    'OnboardingClient',
    'defaultOnboardingPolicy',
    'failureTypeOf',
    'failureTypes',
    'resolveConfig',
    'searchAttributes',
    'verifyNotification',
  ],
  './workflows': ['applicantOnboarding', 'decisionReversal'],
  './adapter': ['callActivity', 'failureTypeOf', 'refusal', 'registerProvider'],
  './activities': ['createActivities'],
  './workers': ['limitedQueues', 'runKycWorker'],
  './webhooks': ['createWebhookHandler', 'serveWebhooks'],
  './providers': [
    'createIdentomatClient',
    'createIdngoClient',
    'createVultsecurityClient',
    'identomat',
    'identomatOperations',
    'idngo',
    'idngoOperations',
    'operationTables',
    'operations',
    'routesFromOpenApi',
    'vultsecurity',
    'vultsecurityOperations',
  ],
  './sandbox': [
    'connectSandbox',
    'identomatConfigurations',
    'identomatSandboxCredentials',
    'idngoSandboxCredentials',
    'sampleFace',
    'sampleFile',
    'sandboxAnnouncement',
    'startSandbox',
    'vultsecuritySandboxCredentials',
    'vultsecuritySandboxWebhookToken',
  ],
  './testing': ['conformance', 'createKycTestEnvironment'],
};

const modules = Object.entries(entries).flatMap(([entry, target]) =>
  typeof target === 'string' ? [] : [{ entry, types: target.types, file: target.default }],
);

test('the package has these entries and no others', () => {
  expect(modules.map(({ entry }) => entry)).toEqual(Object.keys(promised));
});

test.each(modules)('$entry exports what it promises, and nothing by accident', ({ entry, types, file }) => {
  const source = file.replace(/^\.\/lib\//, '').replace(/\.js$/, '.ts');
  expect(types).toBe(file.replace(/\.js$/, '.d.ts'));
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- which module it is, only package.json knows.
  const exported = require(join(root, source)) as object;
  expect(Object.keys(exported).sort()).toEqual(promised[entry]);
});

const built = modules.every(({ file }) => existsSync(join(root, file)));
const testBuilt = built ? test : test.skip;

testBuilt('the built package loads by require and by import, each entry with the same names', () => {
  const specifiers = modules.map(({ entry }) => name + entry.slice(1));
  const program = `
    const load = async (specifier) => [specifier, Object.keys(require(specifier)).sort(), Object.keys(await import(specifier))];
    Promise.all(${JSON.stringify(specifiers)}.map(load)).then((all) => process.stdout.write(JSON.stringify(all)));`;
  // A process of its own, without jest's module loader between the package and Node's.
  const output = execFileSync(process.execPath, ['-e', program], { cwd: root, encoding: 'utf8' });
  const loaded = JSON.parse(output) as [specifier: string, required: string[], imported: string[]][];
  expect(loaded.map(([specifier]) => specifier)).toEqual(specifiers);
  for (const [specifier, required, imported] of loaded) {
    expect([specifier, required.filter((key) => !imported.includes(key))]).toEqual([specifier, []]);
    expect([specifier, required.length]).not.toEqual([specifier, 0]);
  }
});
