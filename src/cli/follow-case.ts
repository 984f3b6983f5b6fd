import { setTimeout as delay } from 'node:timers/promises';
import type { KycClient } from '../client/kyc-client';
import type { CaseNumber } from '../client/onboarding';
import type { OnboardingExplanation, OnboardingResult } from '../../workflows/onboarding/messages';
import { showProgress, type Progress } from './progress';
import type { Page } from './terminal';
import { clock } from './times';

const LOOK_MS = 1_000;

/** Tells on `page` what happens to a case, from now until it is decided. */
export async function followCase(
  kyc: KycClient,
  subjectId: string,
  which: CaseNumber,
  page: Page,
): Promise<OnboardingResult> {
  const progress = showProgress(page);
  const over = new AbortController();
  const telling = tellSteps(() => kyc.onboarding.explain(subjectId, which), progress, over.signal);
  try {
    return await kyc.onboarding.result(subjectId, which);
  } finally {
    over.abort();
    await telling;
    progress.end();
  }
}

async function tellSteps(
  explain: () => Promise<OnboardingExplanation>,
  progress: Progress,
  over: AbortSignal,
): Promise<void> {
  let steps = 0;
  let wait = '';
  for (; !over.aborted; await delay(LOOK_MS, undefined, { signal: over }).catch(() => {})) {
    // A worker that is down for a while is no reason to stop waiting.
    const explained = await explain().catch(() => undefined);
    if (explained === undefined) continue;
    const { timeline, phase, waitingFor } = explained;
    for (const { at, text } of timeline.slice(steps)) progress.tell(`${clock(at)}  ${text}`);
    steps = timeline.length;
    const now = `${phase}: waiting for ${waitingFor}`;
    if (phase !== 'closed' && now !== wait) progress.step((wait = now));
  }
}
