import { Connection } from '@temporalio/client';
import type { Command } from 'commander';
import { checkDevelopment, checkNode, checkProtobufjs, checkTemporal, type Row } from '../../doctor';
import { searchAttributeTypes } from '../../domain/search-attributes';
import { checkConfiguration } from '../examine-configuration';
import { Unsuccessful } from '../failure';
import { addPlaceOptions, placeOrDemo, type Place, type PlaceFlags } from '../place';
import { printJson, type Terminal } from '../terminal';

/** `required`: without it no worker can run a case. The others are needed by the demo and the tests only. */
type Finding = Row & { readonly required: boolean };

const CONNECT_MS = 3_000;

export function addDoctor(program: Command, terminal: Terminal): void {
  addPlaceOptions(program.command('doctor'))
    .description(
      'Say what is there and what is missing on this machine, at Temporal and in the configuration, and how to mend it.',
    )
    .option('--fix', 'register search attributes that are missing at Temporal, and make the tables in PostgreSQL')
    .option('--json', 'one JSON document')
    .addHelpText(
      'after',
      '\nExample:\n  $ temporal-kyc doctor --fix\nEnds with 1 when something that a worker needs is missing.',
    )
    .action(async (flags: PlaceFlags & { fix?: boolean; json?: boolean }) => {
      const findings = await examine(flags, terminal);
      const ok = !findings.some((row) => row.required && row.ok === false);
      if (flags.json) printJson(terminal, { ok, rows: findings });
      else print(findings, terminal);
      if (!ok) throw new Unsuccessful('Something required is missing.');
    });
}

async function examine(flags: PlaceFlags & { fix?: boolean }, terminal: Terminal): Promise<Finding[]> {
  const { place, rows: configuration } = await checkConfiguration(() => placeOrDemo(flags, terminal), flags.fix);
  const [temporal, development] = await Promise.all([
    place ? examineTemporal(place, flags.fix) : [],
    checkDevelopment(terminal.env),
  ]);
  const required = [checkNode(), checkProtobufjs(), ...configuration, ...temporal];
  return [
    ...required.map((row) => ({ ...row, required: true })),
    ...development.map((row) => ({ ...row, required: false })),
  ];
}

function examineTemporal({ address, namespace }: Place, fix?: boolean): Promise<Row[]> {
  const connect = () => Connection.connect({ address, connectTimeout: CONNECT_MS });
  return checkTemporal({ address, namespace, connect, searchAttributes: searchAttributeTypes, fix });
}

function print(findings: readonly Finding[], { out }: Terminal): void {
  const width = Math.max(...findings.map(({ check }) => check.length));
  const section = (title: string, rows: readonly Finding[]) => {
    out.line(out.paint('bold', title));
    for (const { check, ok, found, fix } of rows) {
      const mark = ok === 'unknown' ? out.paint('yellow', '?') : ok ? out.paint('green', '✓') : out.paint('red', '✗');
      out.line(`${mark} ${check.padEnd(width)}  ${found}`);
      if (fix !== undefined && ok !== true) out.line(`  ${' '.repeat(width)}  → ${fix}`);
    }
  };
  section(
    'What a worker needs',
    findings.filter(({ required }) => required),
  );
  out.line();
  section(
    'What the demo and the tests need besides',
    findings.filter(({ required }) => !required),
  );
}
