import { CancellationScope } from '@temporalio/workflow';
import { OnboardingCase } from './case';
import { answerMessages } from './handlers';
import type { OnboardingInput, OnboardingResult } from './messages';
import { close } from './steps/close';
import { collect } from './steps/collect';
import { openCase } from './steps/open';
import { review } from './steps/review';
import { waitForPerson } from './steps/manual-review';
import { isPausing, pause, withstand } from './steps/trouble';

/**
 * Takes one applicant from the first link or document to a decision: collect, have the provider review, ask again for what was refused,
 * refer to a person where the rules say so, decide. Webhooks only wake it; what it believes, it has read.
 */
export async function applicantOnboarding(input: OnboardingInput): Promise<OnboardingResult> {
  const kyc = new OnboardingCase(input);
  answerMessages(kyc);
  // What an earlier history announced and did not get to tell.
  void kyc.told();

  await kyc.untilWithdrawn(async () => {
    if (!kyc.resumed) await openCase(kyc);
    while (kyc.state.phase !== 'closed' && !kyc.state.withdrawal) {
      kyc.beginStep();
      try {
        await nextStep(kyc);
      } catch (error) {
        await withstand(kyc, error);
      }
      await kyc.carryOn();
    }
  });

  return CancellationScope.nonCancellable(() => close(kyc));
}

function nextStep(kyc: OnboardingCase): Promise<void> {
  if (isPausing(kyc)) return pause(kyc);
  switch (kyc.state.phase) {
    case 'collecting':
    case 'awaiting_resubmission':
      return collect(kyc);
    case 'in_review':
    case 'on_hold':
      return review(kyc);
    case 'manual_review':
      return waitForPerson(kyc);
    case 'opening':
    case 'closed':
      throw new TypeError(`no step leads out of '${kyc.state.phase}'`);
  }
}
