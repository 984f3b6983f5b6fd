import { onboardingWorkflowId, reversalWorkflowId } from '../../../src/domain/workflow-ids';

test('a case is named by process and subject, so that all processes of a subject are found by prefix', () => {
  expect(onboardingWorkflowId('user-42')).toBe('kyc/onboarding/user-42');
  expect(reversalWorkflowId('user-42')).toBe('kyc/reversal/user-42');
});

test('a further case of the same subject carries its number, and the first is the one without', () => {
  expect([1, 2, 10].map((number) => onboardingWorkflowId('user-42', number))).toEqual([
    'kyc/onboarding/user-42',
    'kyc/onboarding/user-42/2',
    'kyc/onboarding/user-42/10',
  ]);
});

test.each([onboardingWorkflowId, reversalWorkflowId])('no id is built of personal data (%p)', (idOf) => {
  for (const subjectId of ['quokka@example.com', '+77010000000', 'Quokka Example', 'user-42/2', '']) {
    expect(() => idOf(subjectId)).toThrow(/^The subjectId /);
  }
});
