import type { Command } from 'commander';
import { readRouteFile } from '../../providers/vultsecurity/route-file';
import type { RouteReport } from '../../providers/vultsecurity/routes';
import { Unsuccessful } from '../failure';
import { table } from '../table';
import { printJson, type Terminal } from '../terminal';

export function addRoutes(program: Command, terminal: Terminal): void {
  program
    .command('routes')
    .description(
      "Say which methods and paths VultSecurity's OpenAPI file gives for its operations, and what it leaves open.",
    )
    .requiredOption('--openapi <file>', "the vendor's OpenAPI file (JSON)")
    .option('--json', 'one JSON document')
    .addHelpText(
      'after',
      '\nExample:\n  $ temporal-kyc routes --openapi kyc-api.json\nEnds with 1 when an operation has no route: give it in providers.vultsecurity.routes.',
    )
    .action(({ openapi, json }: { openapi: string; json?: boolean }) => {
      const report = readRouteFile(openapi);
      const ok = report.unmatched.length === 0 && report.ambiguous.length === 0;
      if (json) printJson(terminal, { ok, ...report });
      else print(report, terminal);
      if (!ok) throw new Unsuccessful('Operations have no route.');
    });
}

function print(
  { matched, unmatched, ambiguous, unused, remarks, servers, tokenUrls }: RouteReport,
  { out }: Terminal,
): void {
  const rows = Object.entries(matched).map(([operation, { method, path, query = [] }]) => [
    operation,
    method,
    path,
    query.join(', '),
  ]);
  const [head, ...body] = table(['OPERATION', 'METHOD', 'PATH', 'QUERY'], rows);
  out.line(out.paint('bold', head!));
  body.forEach((line) => out.line(line));

  const section = (title: string, lines: readonly string[]) => {
    if (lines.length === 0) return;
    out.line();
    out.line(out.paint('bold', title));
    lines.forEach((line) => out.line(line));
  };
  section(
    'Not in the file',
    unmatched.map(
      ({ operation, section: at, title, why }) => `${operation} (${at}: ${title})${why ? ` – ${why}` : ''}`,
    ),
  );
  section(
    'Ambiguous',
    ambiguous.map(
      ({ operation, section: at, title, candidates }) => `${operation} (${at}: ${title}): ${candidates.join(' or ')}`,
    ),
  );
  section('In the file, and none of the operations', unused);
  section('Remarks', remarks);
  section('Hosts that the file names (baseUrl)', servers);
  section('Token addresses that the file names (tokenUrl)', tokenUrls);
  out.line();
  out.line(`${rows.length} of ${rows.length + unmatched.length + ambiguous.length} operations have a route.`);
}
