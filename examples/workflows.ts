/* The workflows of an application that had some before: what `existing-worker.ts` runs. */
import { proxyActivities } from '@temporalio/workflow';
import type * as activities from './activities';

const { sendWelcome } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

export async function welcome(subjectId: string): Promise<string> {
  return sendWelcome(subjectId);
}
