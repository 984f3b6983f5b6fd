import { assertSubjectId } from './subject';

/** `kyc/<process>/<subjectId>[/<number>]`: one place that builds ids, so that a subject's processes can be found by prefix. */
export function onboardingWorkflowId(subjectId: string, number?: number): string {
  return processId('onboarding', subjectId, number);
}

/** The process that looks at a decided applicant again when the provider hints at a change. */
export function reversalWorkflowId(subjectId: string): string {
  return processId('reversal', subjectId);
}

function processId(process: string, subjectId: string, number?: number): string {
  const id = `kyc/${process}/${assertSubjectId(subjectId)}`;
  return number === undefined || number === 1 ? id : `${id}/${number}`;
}
