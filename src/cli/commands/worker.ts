import { TransportError } from '@temporalio/worker';
import type { Command } from 'commander';
import { runKycWorker } from '../../../workers/run';
import { KycPlugin } from '../../plugin';
import { addPlaceOptions, placeOf, TemporalUnavailable, type PlaceFlags } from '../place';
import { assertProviders } from '../providers';
import { printJson, type Terminal } from '../terminal';

export function addWorker(program: Command, terminal: Terminal): void {
  addPlaceOptions(program.command('worker'))
    .description(
      'Run a worker, configured by KYC_* variables, until it is asked to stop; what is under way is finished first.',
    )
    .option(
      '--queue <name>',
      'only this queue of a rate-limited endpoint, for example kyc.idngo.import; default: all of them',
    )
    .option('--json', 'announce readiness as JSON')
    .addHelpText('after', '\nExample:\n  $ temporal-kyc worker --address temporal.internal:7233 --namespace kyc')
    .action(async (flags: PlaceFlags & { queue?: string; json?: boolean }) => {
      const { address, namespace, config } = placeOf(flags, terminal.env);
      assertProviders(config);
      const queue = flags.queue ?? config.taskQueue;
      await runKycWorker({
        plugin: new KycPlugin(config),
        address,
        namespace,
        queue,
        onReady() {
          if (flags.json) return printJson(terminal, { ready: true, pid: process.pid, address, namespace, queue });
          terminal.out.line(
            `Worker ${process.pid} is ready: queue ${queue}, namespace ${namespace} at ${address}. Ctrl-C stops it.`,
          );
        },
      }).catch((error: unknown) => {
        throw error instanceof TransportError ? new TemporalUnavailable(address, error) : error;
      });
    });
}
