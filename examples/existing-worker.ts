/*
 * A worker that an application has anyway, with verification added by one plugin.
 *
 *   temporal server start-dev                        Temporal, in a terminal of its own
 *   npx temporal-kyc sandbox                         simulated providers, in another; it prints variables
 *   export KYC_IDNGO_BASE_URL=… KYC_IDNGO_…          those variables, here
 *   npx temporal-kyc doctor --fix                    once: registers the search attributes
 *   npm run build && npx tsc -p examples
 *   node lib/examples/existing-worker.js             Ctrl-C finishes what is under way, and stops
 *
 * `node lib/examples/existing-worker.js --re-export` takes the other route to the same workflows.
 */
import { NativeConnection, Worker } from '@temporalio/worker';
import { KycPlugin } from 'temporal-kyc';
import * as activities from './activities';

async function main(): Promise<void> {
  const reExported = process.argv.includes('--re-export');
  // What is not given here comes from KYC_* variables: docs/configuration.md.
  const kyc = new KycPlugin({ registerWorkflows: !reExported });

  const connection = await NativeConnection.connect({ address: process.env.TEMPORAL_ADDRESS ?? 'localhost:7233' });
  try {
    const worker = await Worker.create({
      connection,
      taskQueue: 'kyc',
      // With `registerWorkflows` the plugin puts its own workflows beside these; without, this file has to export them.
      workflowsPath: require.resolve(reExported ? './workflows-with-kyc' : './workflows'),
      activities,
      plugins: [kyc],
    });
    await worker.run();
  } finally {
    await connection.close();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
