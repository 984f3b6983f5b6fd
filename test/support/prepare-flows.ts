import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import obtainServers from './obtain-servers';
import { bundleWorkflows } from './worker-process';

/** Jest's global setup of the flow tests: the servers, and the workflows bundled once for all files instead of once for each. */
export default async function prepareFlows(): Promise<void> {
  await obtainServers();
  process.env.KYC_TEST_WORKFLOW_BUNDLE = await bundleWorkflows(await mkdtemp(join(tmpdir(), 'kyc-flows-')));
}
