import type { z } from 'zod';
import { configSchema } from '../src/config';
import { environmentRows } from '../src/config-environment';
import type { EnvironmentRow } from '../src/config-environment';

/** docs/configuration.md: one row an option, made from the schema that also validates it. */
export function configurationPage(): string {
  return [
    '# Configuration',
    '',
    'Made from the schema in `src/config.ts` by `npm run generate`; do not edit.',
    '',
    'Every option is given to `new KycPlugin({ … })`, or by its variable in the environment, or left to its default. An option wins over',
    'its variable, part by part; a variable that is set to nothing counts as not set. A wrong configuration is one error of type',
    '`kyc.config.Invalid` that names every problem at once and repeats no value.',
    '',
    '_Required_ means: as soon as anything of this provider is configured. A list is written with commas in a variable, and as an array',
    'among the options. Beside a URL, `notifications` takes an object of yours with a `send` method.',
    '',
    '<!-- prettier-ignore -->',
    '| option | variable | takes | default | what it is |',
    '| --- | --- | --- | --- | --- |',
    ...environmentRows(configSchema).map((row) => `| ${cells(row).map(escape).join(' | ')} |`),
    '',
  ].join('\n');
}

function cells(row: EnvironmentRow): string[] {
  return [code(row.path.join('.')), code(row.variable), takes(row.schema), defaultOf(row), row.description];
}

function takes(schema: z.ZodType): string {
  const def = schema.def as { type: string; format?: string; entries?: Record<string, string>; element?: z.ZodType };
  if (def.type === 'enum') return Object.values(def.entries!).map(code).join(' or ');
  if (def.type === 'boolean') return `${code('true')} or ${code('false')}`;
  if (def.type === 'number') return 'whole number';
  if (def.type === 'union') return 'text, or list of texts';
  if (def.type === 'array') return `list of ${takes(def.element!)}`;
  return def.format === 'url' ? 'URL' : 'text';
}

function defaultOf({ default: value, required }: EnvironmentRow): string {
  if (required) return '_required_';
  const nothing = value === undefined || (Array.isArray(value) && value.length === 0);
  return nothing ? '' : code(Array.isArray(value) ? value.join(',') : `${value as string | number | boolean}`);
}

function code(text: string): string {
  return `\`${text}\``;
}

function escape(cell: string): string {
  return cell.replaceAll('|', '\\|');
}
