import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Jest's global teardown of the flow tests. */
export default async function cleanUpFlows(): Promise<void> {
  const bundle = process.env.KYC_TEST_WORKFLOW_BUNDLE;
  if (bundle !== undefined) await rm(dirname(bundle), { recursive: true, force: true });
}
