import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { addCase } from './commands/case';
import { addDemo } from './commands/demo';
import { addDoctor } from './commands/doctor';
import { addOnboard } from './commands/onboard';
import { addOperations } from './commands/operations';
import { addRoutes } from './commands/routes';
import { addSandbox } from './commands/sandbox';
import { addWebhooks } from './commands/webhooks';
import { addWorker } from './commands/worker';
import { exitCodes, reportFailure, type ExitCode } from './failure';
import type { Terminal } from './terminal';

const commands = [
  addDemo,
  addWorker,
  addWebhooks,
  addSandbox,
  addDoctor,
  addOnboard,
  addCase,
  addOperations,
  addRoutes,
];

/** Runs one command line, without the program's name. Resolves with the exit code; never rejects. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const program = new Command('temporal-kyc')
    .description('Durable identity verification on Temporal.')
    .version(ownVersion())
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out.write(text),
      writeErr: (text) => terminal.err.write(text),
    })
    .showHelpAfterError('(see --help)')
    .addHelpText(
      'after',
      '\nExample:\n  $ temporal-kyc demo\n\nExit codes: 0 done, 1 failed, 2 wrong use. KYC_DEBUG=1 shows stacks.',
    );
  for (const add of commands) add(program, terminal);
  try {
    await program.parseAsync(argv, { from: 'user' });
    return exitCodes.done;
  } catch (error) {
    return reportFailure(error, terminal, argv.includes('--json'));
  }
}

function ownVersion(): string {
  const manifest = require.resolve('temporal-kyc/package.json');
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
}
