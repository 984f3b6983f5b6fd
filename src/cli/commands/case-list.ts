import type { Command } from 'commander';
import type { IndexedProcess, ProcessFilter } from '../../store/store';
import { wholeNumber } from '../flags';
import { addPlaceOptions, placeOrDemo, withStore, type PlaceFlags } from '../place';
import { table } from '../table';
import { printJson, type Terminal } from '../terminal';
import { clock } from '../times';

interface Flags extends PlaceFlags {
  readonly phase?: string;
  readonly open?: boolean;
  readonly subject?: string;
  readonly limit: number;
  readonly json?: boolean;
}

export function addCaseList(parent: Command, terminal: Terminal): void {
  addPlaceOptions(parent.command('list'))
    .description("List cases from the store's index: what is due first, then the newest.")
    .option('--phase <phase>', 'only cases in this phase, for example manual_review')
    .option('--open', 'only cases that are not over')
    .option('--subject <id>', 'only cases of this subject')
    .option('--limit <count>', 'at most so many', wholeNumber(1, 500), 50)
    .option('--json', 'one JSON array')
    .addHelpText('after', '\nExample:\n  $ temporal-kyc case list --open --phase awaiting_resubmission')
    .action(async ({ json, ...flags }: Flags) => {
      const { phase, open, subject: subjectId, limit } = flags;
      const filter: ProcessFilter = { phase, subjectId, limit, ...(open && { open }) };
      const cases = await withStore(
        placeOrDemo(flags, terminal),
        async (store) => (await store?.journal.list(filter)) ?? [],
      );
      if (json) return printJson(terminal, cases);
      if (cases.length === 0) return terminal.err.line(nothing(filter));
      const [head, ...lines] = table(
        ['CASE', 'PHASE', 'OUTCOME', 'PROVIDER', 'LEVEL', 'ATTEMPT', 'STARTED', 'DUE'],
        cases.map(cells),
      );
      terminal.out.line(terminal.out.paint('bold', head!));
      lines.forEach((line) => terminal.out.line(line));
    });
}

function cells(row: IndexedProcess): string[] {
  const { workflowId, phase, outcome, provider, level, attempt, startedAt, dueAt } = row;
  return [
    workflowId,
    phase,
    outcome ?? '',
    provider ?? '',
    level ?? '',
    String(attempt ?? ''),
    clock(startedAt),
    dueAt ? clock(dueAt) : '',
  ];
}

function nothing({ phase, open, subjectId }: ProcessFilter): string {
  const narrowed = phase !== undefined || open === true || subjectId !== undefined;
  return narrowed
    ? 'No case matches; without --phase, --open and --subject all are listed.'
    : 'No cases yet. Each onboarding appears here with its first step: start one with `temporal-kyc onboard user-42`, or see some with ' +
        '`temporal-kyc demo`.';
}
