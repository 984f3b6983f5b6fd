import { condition, defineSignal, proxyActivities, setHandler } from '@temporalio/workflow';
import type { ApplicantDocument } from '../../src/domain/documents';
import type { PeerActivities } from './peer-activities';

export const reviewed = defineSignal('reviewed');

/**
 * What a team would write by hand: the same provider calls as our onboarding makes, one after the other, as ordinary activities with a
 * plain retry policy. No resubmission, no reminders, no journal, no search attributes, no recovery of a lost webhook.
 */
export async function handWrittenOnboarding(
  subjectId: string,
  level: string,
  documents: ApplicantDocument[],
): Promise<string> {
  let hinted = false;
  setHandler(reviewed, () => void (hinted = true));
  const idngo = proxyActivities<PeerActivities>({ startToCloseTimeout: '30 seconds', retry: { maximumAttempts: 10 } });

  const applicantId = await idngo.createApplicant(subjectId, level);
  await idngo.requiredDocuments(applicantId);
  for (const document of documents) await idngo.addDocument(applicantId, document);
  await idngo.reviewAnswer(applicantId);
  await idngo.requestCheck(applicantId);
  await condition(() => hinted);
  const answer = await idngo.reviewAnswer(applicantId);
  const duplicates = await idngo.duplicates(applicantId);
  return answer === 'GREEN' && duplicates === 0 ? 'approved' : 'rejected';
}
