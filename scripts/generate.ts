import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Operation, OperationTable } from '../src/providers/operation';
import { operationTables } from '../src/providers';
import { configurationPage } from './configuration-docs';

/** What is derived from the rows, and from the configuration's schema, and kept in the repository: a test fails when it is stale. Run it with `npm run generate`. */
export function generatedFiles(): Record<string, string> {
  const callTables = Object.entries(operationTables).map(
    ([provider, table]) => [`src/providers/${provider}/calls.generated.ts`, calls(provider, table)] as const,
  );
  return {
    ...Object.fromEntries(callTables),
    'docs/operations.md': reference(operationTables),
    'docs/configuration.md': configurationPage(),
  };
}

function calls(provider: string, table: OperationTable): string {
  const rows = Object.values(table).map(({ name, effect, limit, timeout = 'quick', body, files, answer }) => {
    const sends = body === 'multipart' || body === 'zip' || files !== undefined;
    const binary = sends || answer === 'binary' || answer === 'media' || answer === 'archive';
    return `  ${name}: ${literal({ effect, ...(limit && { limit }), timeout, binary })},`;
  });
  return [
    '// Made from the rows by `npm run generate`; do not edit. No schemas here: workflows bundle this file.',
    "import type { Call } from '../calls';",
    '',
    '// prettier-ignore',
    `export const ${provider}Calls = {`,
    ...rows,
    '} as const satisfies Record<string, Call>;',
    '',
  ].join('\n');
}

function literal(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value !== 'object' || value === null) return String(value);
  return `{ ${Object.entries(value)
    .map(([key, inner]) => `${key}: ${literal(inner)}`)
    .join(', ')} }`;
}

function reference(tables: Record<string, OperationTable>): string {
  const sections = Object.entries(tables).map(([provider, table]) =>
    [
      `## ${provider}`,
      '',
      '<!-- prettier-ignore -->',
      '| operation | request | effect of a repeat | limit | what it does |',
      '| --- | --- | --- | --- | --- |',
      ...Object.values(table).map((row) => `| ${cells(row).map(escape).join(' | ')} |`),
    ].join('\n'),
  );
  return [
    '# Provider operations',
    '',
    'Made from the rows by `npm run generate`; do not edit. Activities are named `<provider>.<operation>`.',
    '',
    '- `read`, `idempotent`: a repeat is harmless.',
    '- `natural-key`: a repeat is refused and read back.',
    '- `creates`: a repeat makes another one.',
    '- `irreversible`: never repeated without looking first.',
    '',
    sections.join('\n\n'),
    '',
  ].join('\n');
}

function cells({
  name,
  method,
  path,
  constants = {},
  query = [],
  effect,
  limit,
  summary,
  sandboxOnly,
}: Operation): string[] {
  const parameters = [...Object.entries(constants).map(([key, value]) => `${key}=${value}`), ...query];
  return [
    `\`${name}\``,
    `\`${method} ${path}${parameters.length > 0 ? '?' + parameters.join('&') : ''}\``,
    effect,
    limit === undefined
      ? ''
      : limit.perSeconds === 0
        ? `${limit.requests} at a time`
        : `${limit.requests} per ${limit.perSeconds} s`,
    sandboxOnly ? `${summary} Sandbox only.` : summary,
  ];
}

function escape(cell: string): string {
  return cell.replaceAll('|', '\\|');
}

function main(): void {
  for (const [path, text] of Object.entries(generatedFiles())) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    process.stdout.write(`${path}\n`);
  }
}

if (require.main === module) main();
