/** Closes a run with one plain line that a machine can read. */
module.exports = class TotalsReporter {
  onRunComplete(_contexts, results) {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numRuntimeErrorTestSuites } = results;
    // A file that could not be loaded failed as well, though Jest counts none of its tests.
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    // On exit, because Jest prints its own summary after the last reporter.
    process.once('exit', () => {
      console.log(`${numPassedTests} passed, ${failed} failed, ${numPendingTests + numTodoTests} skipped`);
    });
  }
};
