import { setTimeout as delay } from 'node:timers/promises';
import type { KycClient } from '../client/kyc-client';
import type { OnboardingResult } from '../../workflows/onboarding/messages';
import { showProgress } from './progress';
import type { Page } from './terminal';

const LOOK_MS = 1_000;

/** Tells on `page` what happens to a case until it is decided. */
export async function followCase(kyc: KycClient, subjectId: string, page: Page): Promise<OnboardingResult> {
  const progress = showProgress(page);
  const over = new AbortController();
  const telling = tellSteps(kyc, subjectId, progress.step, over.signal);
  try {
    return await kyc.onboarding.result(subjectId);
  } finally {
    over.abort();
    await telling;
    progress.end();
  }
}

async function tellSteps(kyc: KycClient, subjectId: string, step: (text: string) => void, over: AbortSignal): Promise<void> {
  let told = '';
  while (!over.aborted) {
    // A worker that is down for a while is no reason to stop waiting.
    const explained = await kyc.onboarding.explain(subjectId).catch(() => undefined);
    const now = explained && `${explained.phase}: waiting for ${explained.waitingFor}`;
    if (now !== undefined && now !== told && !over.aborted) step((told = now));
    await delay(LOOK_MS, undefined, { signal: over }).catch(() => {});
  }
}
