/* The worker of one side, as a process of its own: `node worker.js ours|peer <temporal address>`; the configuration comes from KYC_*. */
import { NativeConnection, Runtime, DefaultLogger, Worker } from '@temporalio/worker';
import { resolveConfig } from '../../src/config';
import { openDocumentStore } from '../../src/documents/document-store';
import { KycPlugin } from '../../src/plugin';
import { createIdngoClient } from '../../src/providers';
import { peerActivities } from './peer-activities';

async function main(side: string, address: string): Promise<void> {
  Runtime.install({ logger: new DefaultLogger('WARN') });
  const connection = await NativeConnection.connect({ address });
  // The same slots for both: a local activity holds its workflow task's.
  const slots = { maxConcurrentWorkflowTaskExecutions: 200, maxConcurrentActivityTaskExecutions: 200 };
  const worker =
    side === 'ours'
      ? await Worker.create({ ...slots, connection, taskQueue: 'kyc', plugins: [new KycPlugin()] })
      : await Worker.create({
          ...slots,
          connection,
          taskQueue: 'peer',
          workflowsPath: require.resolve('./peer-workflow'),
          activities: peerActivities(peerClient()),
        });
  process.once('SIGTERM', () => worker.shutdown());
  // The bench was killed: nobody is left to stop us.
  process.once('disconnect', () => process.exit(1));
  process.send?.('ready');
  await worker.run();
  await connection.close();
}

function peerClient() {
  const config = resolveConfig();
  const documents = openDocumentStore(config.documents.url, { maxBytes: config.documents.maxBytes });
  return createIdngoClient(config.providers.idngo!, { documents, maxBytes: config.documents.maxBytes });
}

const [side, address] = process.argv.slice(2);
main(side!, address!).then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
