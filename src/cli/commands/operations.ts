import type { Command } from 'commander';
import { operations, type OperationSummary } from '../../providers';
import { WrongUse } from '../failure';
import { table } from '../table';
import { printJson, type Terminal } from '../terminal';

export function addOperations(program: Command, terminal: Terminal): void {
  program
    .command('operations')
    .description('List every provider operation that this package can call: what a repeat does, and what its quota is.')
    .option('--provider <name>', 'only this provider')
    .option('--json', 'one JSON array')
    .addHelpText('after', '\nExample:\n  $ temporal-kyc operations --provider idngo')
    .action(({ provider, json }: { provider?: string; json?: boolean }) => {
      const rows = ofProvider(provider);
      if (json) return printJson(terminal, rows);
      const lines = rows.map((row) => [row.provider, row.operation, row.effect, limitOf(row), row.method, row.path]);
      const [head, ...body] = table(['PROVIDER', 'OPERATION', 'A REPEAT', 'QUOTA', 'METHOD', 'PATH'], lines);
      terminal.out.line(terminal.out.paint('bold', head!));
      body.forEach((line) => terminal.out.line(line));
    });
}

function ofProvider(provider: string | undefined): readonly OperationSummary[] {
  if (provider === undefined) return operations;
  const rows = operations.filter((row) => row.provider === provider);
  if (rows.length > 0) return rows;
  const known = [...new Set(operations.map((row) => row.provider))].join(', ');
  throw new WrongUse(`There is no provider '${provider}'. Known: ${known}.`);
}

function limitOf({ limit }: OperationSummary): string {
  if (limit === null) return '';
  return limit.perSeconds === 0 ? `${limit.requests} at a time` : `${limit.requests} in ${limit.perSeconds} s`;
}
