import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils';
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { OWN_WORKFLOWS } from '../../src/workflow-bundle';

const folder = join(__dirname, 'histories');
const logger = new DefaultLogger('ERROR');

const releases = readdirSync(folder);
const recordings = (release: string) => readdirSync(join(folder, release)).map((file) => file.replace('.json', ''));
const text = (release: string, name: string) => readFileSync(join(folder, release, `${name}.json`), 'utf8');
const recorded = (release: string, name: string) => JSON.parse(text(release, name)) as object;

/** Runs a recording against these workflows, under the id that it was recorded with. */
function replay(workflowBundle: { code: string }, release: string, name: string): Promise<void> {
  const history = recorded(release, name);
  const started = historyFromJSON(history).events?.[0]?.workflowExecutionStartedEventAttributes;
  return Worker.runReplayHistory({ workflowBundle }, history, started?.workflowId ?? undefined);
}

beforeAll(() =>
  Runtime.install({ logger, telemetryOptions: { logging: { filter: { core: 'ERROR', other: 'ERROR' } } } }),
);

describe.each(releases)('what began under release %s', (release) => {
  let today: { code: string };
  beforeAll(async () => (today = await bundleWorkflowCode({ workflowsPath: OWN_WORKFLOWS, logger })));

  test.each(recordings(release))('%s goes on under the workflows of today', async (name) => {
    await expect(replay(today, release, name)).resolves.toBeUndefined();
  });

  test.each(recordings(release))('%s names no machine and no folder', (name) => {
    const clear = text(release, name).replace(/"data": ?"([A-Za-z0-9+/=]+)"/g, (_, data: string) => atob(data));
    expect(clear.match(/\/home\/|\/tmp\/|\/Users\/|node_modules|\d+@[\w-]+/g)).toBeNull();
  });
});

test('a changed workflow is caught by every history that it would break', async () => {
  const workflowsPath = require.resolve('./changed-workflow');
  const changed = await bundleWorkflowCode({ workflowsPath, logger });
  const onboardings = recordings('0.1.0').filter((name) => name.startsWith('onboarding-'));
  expect(onboardings.length).toBeGreaterThan(0);
  for (const name of onboardings) {
    await expect(replay(changed, '0.1.0', name)).rejects.toThrow(DeterminismViolationError);
  }
});

test('a recording of every kind of case is there', () => {
  const workflows = recordings('0.1.0').map((name) => {
    const started = historyFromJSON(recorded('0.1.0', name)).events?.[0]?.workflowExecutionStartedEventAttributes;
    return [started?.workflowType?.name, Boolean(started?.continuedExecutionRunId)].join(' continued: ');
  });
  expect([...new Set(workflows)].sort()).toEqual([
    'applicantOnboarding continued: false',
    'applicantOnboarding continued: true',
    'decisionReversal continued: false',
  ]);
});

test('@temporalio finds protobufjs 8: with 7, which npm hoists by itself, no JSON history can be replayed', () => {
  for (const name of ['common', 'proto', 'worker']) {
    const from = require.resolve(`@temporalio/${name}/package.json`);
    const { version } = JSON.parse(
      readFileSync(require.resolve('protobufjs/package.json', { paths: [from] }), 'utf8'),
    ) as { version: string };
    expect(`${name}: ${version}`).toMatch(/: 8\./);
  }
});
