import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { atLeast } from '../servers/versions';
import type { Row } from './row';

/** As in `engines` of package.json. */
export const oldestNode = '20.19';

export function checkNode(version: string = process.versions.node): Row {
  const ok = atLeast(version, oldestNode);
  return { check: 'Node.js', ok, found: version, ...(ok ? {} : { fix: `install Node.js ${oldestNode} or newer` }) };
}

/** Who reads and writes protobuf messages; each resolves `protobufjs` for itself. */
const readers = ['@temporalio/proto', '@temporalio/common', '@temporalio/worker', 'proto3-json-serializer'];
const oldestProtobufjs = '8.8.1';

/**
 * npm hoists protobufjs 7, which `@grpc/proto-loader` wants, unless the application itself depends on version 8. Then the parts of the
 * Temporal SDK get copies of their own and do not recognise each other's types: replaying a JSON history and `payloadToJSON` throw
 * `TypeError: type must be a Type`. Nothing else breaks, so that nobody notices before the day a history has to be replayed.
 *
 * @param root folder of the application, whose node_modules is looked at
 */
export function checkProtobufjs(root: string = process.cwd()): Row {
  const check = 'protobufjs';
  const fix = `add "protobufjs": "^${oldestProtobufjs}" to the dependencies of the application and install again`;
  const copies = new Map<string, { version: string; usedBy: string[] }>();
  for (const reader of readers) {
    const copy = protobufjsOf(reader, root);
    if (!copy) continue;
    const known = copies.get(copy.path) ?? { version: copy.version, usedBy: [] };
    copies.set(copy.path, { ...known, usedBy: [...known.usedBy, reader] });
  }
  if (copies.size === 0) return { check, ok: 'unknown', found: `no Temporal SDK in ${join(root, 'node_modules')}` };
  const found = [...copies.values()].map(({ version, usedBy }) => `${version} for ${usedBy.join(', ')}`).join('; ');
  const versions = [...copies.values()].map(({ version }) => version);
  const ok =
    copies.size === 1 && versions.every((version) => version.startsWith('8.') && atLeast(version, oldestProtobufjs));
  return ok ? { check, ok, found } : { check, ok, found, fix };
}

function protobufjsOf(reader: string, root: string): { path: string; version: string } | undefined {
  try {
    const readerFolder = dirname(createRequire(join(root, 'package.json')).resolve(`${reader}/package.json`));
    const manifest = createRequire(join(readerFolder, 'package.json')).resolve('protobufjs/package.json');
    const { version } = createRequire(manifest)(manifest) as { version: string };
    return { path: realpathSync(dirname(manifest)), version };
  } catch {
    return undefined;
  }
}
