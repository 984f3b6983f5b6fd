import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkNode, checkProtobufjs } from '../../../src/doctor';
import { oldestNode } from '../../../src/doctor/installation';
import { engines } from '../../../package.json';

test('the oldest Node.js is the one that package.json names', () => {
  expect(engines.node).toBe(`>=${oldestNode}`);
});

test.each([
  ['20.18.3', false],
  ['20.19.0', true],
  ['22.1.0', true],
])('Node.js %s: ok is %s', (version, ok) => {
  expect(checkNode(version)).toMatchObject({ ok, found: version });
});

describe('protobufjs', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'kyc-tree-'));
    await writeFile(join(root, 'package.json'), '{}');
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  const install = async (name: string, version: string, below = '') => {
    const folder = join(root, below, 'node_modules', name);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'package.json'), JSON.stringify({ name, version }));
  };
  const installSdk = async () => {
    for (const name of ['@temporalio/proto', '@temporalio/common', '@temporalio/worker']) await install(name, '1.24.0');
    await install('proto3-json-serializer', '2.0.2');
  };

  test('is well in this repository', () => {
    expect(checkProtobufjs(join(__dirname, '../../..'))).toMatchObject({ ok: true });
  });

  test('7 hoisted with an 8 nested below each SDK package is the trap, and the row says who uses what', async () => {
    await installSdk();
    await install('protobufjs', '7.6.6');
    for (const part of ['proto', 'common', 'worker'])
      await install('protobufjs', '8.8.1', `node_modules/@temporalio/${part}`);
    expect(checkProtobufjs(root)).toEqual({
      check: 'protobufjs',
      ok: false,
      found:
        '8.8.1 for @temporalio/proto; 8.8.1 for @temporalio/common; 8.8.1 for @temporalio/worker; 7.6.6 for proto3-json-serializer',
      fix: 'add "protobufjs": "^8.8.1" to the dependencies of the application and install again',
    });
  });

  test.each([
    ['8.8.1', true],
    ['8.9.0', true],
    ['8.8.0', false],
    ['9.0.0', false],
  ])('one copy of %s for all: ok is %s', async (version, ok) => {
    await installSdk();
    await install('protobufjs', version);
    expect(checkProtobufjs(root).ok).toBe(ok);
  });

  test('without an SDK there is nothing to say', () => {
    expect(checkProtobufjs(root).ok).toBe('unknown');
  });
});
