import { onboardingWorkflowId } from '../domain/workflow-ids';
import { WrongUse } from './failure';

/** A case as people name it: by its id, or by its subject, which means the first onboarding. */
export interface CaseId {
  readonly workflowId: string;
  readonly process: string;
  readonly subjectId: string;
  readonly number?: number;
}

export function parseCaseId(text: string): CaseId {
  if (!text.includes('/')) return { workflowId: onboardingWorkflowId(text), process: 'onboarding', subjectId: text };
  const [, process, subjectId, number] = /^kyc\/([a-z-]+)\/([^/]+)(?:\/([1-9]\d{0,4}))?$/.exec(text) ?? [];
  if (process === undefined || subjectId === undefined) {
    throw new WrongUse(
      'A case is named by its subject (user-42) or by its id (kyc/onboarding/user-42, kyc/onboarding/user-42/2).',
    );
  }
  return { workflowId: text, process, subjectId, ...(number && { number: Number(number) }) };
}
