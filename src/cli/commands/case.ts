import type { Command } from 'commander';
import type { Terminal } from '../terminal';
import { addCaseExplain } from './case-explain';
import { addCaseList } from './case-list';
import { addCaseShow } from './case-show';

export function addCase(program: Command, terminal: Terminal): void {
  const command = program
    .command('case')
    .description('Look at cases: list, show, explain.')
    .addHelpText('after', '\nExample:\n  $ temporal-kyc case explain user-42');
  addCaseList(command, terminal);
  addCaseShow(command, terminal);
  addCaseExplain(command, terminal);
}
