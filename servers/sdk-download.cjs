/**
 * node sdk-download.cjs <createLocal | createTimeSkipping> <folder> <version>
 *
 * Lets the Temporal SDK download a server executable. A process of its own, because the SDK's download can neither be
 * timed out nor cancelled, and because it starts the SDK's native runtime, which an application may want to configure first.
 */
const { TestWorkflowEnvironment } = require('@temporalio/testing');

const [factory, downloadDir, version] = process.argv.slice(2);

TestWorkflowEnvironment[factory]({ server: { executable: { type: 'cached-download', downloadDir, version } } })
  .then((environment) => environment.teardown())
  .catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
