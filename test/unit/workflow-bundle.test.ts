import { bundleWorkflowCode } from '@temporalio/worker';
import { combineWorkflows, OWN_WORKFLOWS } from '../../src/workflow-bundle';

const quiet = { trace() {}, debug() {}, info() {}, warn() {}, error() {}, log() {} };

describe('the workflow bundle', () => {
  test('bundles the workflow entry with no ignore list: no Node builtin, no zod, nothing that opens a socket', async () => {
    const { code } = await bundleWorkflowCode({ workflowsPath: OWN_WORKFLOWS, logger: quiet });
    expect(code).toContain('applicantOnboarding');
    for (const heavy of ['node_modules/zod/', 'node_modules/undici/', 'node_modules/kysely/', 'node_modules/pg/']) {
      expect(code).not.toContain(heavy);
    }
  });

  test('puts a user’s own workflows beside ours, whichever order the hooks run in and however often', async () => {
    const theirs = require.resolve('../fixtures/user-workflows');
    const once = combineWorkflows({ workflowsPath: theirs, logger: quiet });
    const twice = combineWorkflows(once);
    expect(twice).toBe(once);
    const { code } = await bundleWorkflowCode(twice);
    expect(code).toContain('applicantOnboarding');
    expect(code).toContain('myOwnWorkflow');
  });
});
