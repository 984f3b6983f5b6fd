import { WorkflowUpdateFailedError } from '@temporalio/client';
import { ActivityFailure, ApplicationFailure, ChildWorkflowFailure, RetryState } from '@temporalio/common';
import { failureTypeOf, failureTypes, kycFailureIn, refusal } from '../../../src/domain/failures';

const cause = refusal('kyc.input.UnknownLevel', 'IDnGO does not know this level.');
const inActivity = (inner: Error) =>
  new ActivityFailure(
    'Activity task failed',
    'idngo.describeLevel',
    '1',
    RetryState.NON_RETRYABLE_FAILURE,
    'worker',
    inner,
  );

test('a refusal is final: neither an activity nor an update repeats it', () => {
  expect(refusal('kyc.case.Closed', 'The case is over.', { outcome: 'approved' })).toMatchObject({
    type: 'kyc.case.Closed',
    message: 'The case is over.',
    nonRetryable: true,
    details: [{ outcome: 'approved' }],
  });
});

test.each([
  ['as it is', cause],
  ['in an activity failure', inActivity(cause)],
  ['in an update failure', new WorkflowUpdateFailedError('Workflow Update failed', inActivity(cause))],
  [
    'in a child workflow failure',
    new ChildWorkflowFailure(
      'default',
      { workflowId: 'kyc/onboarding/user-42', runId: 'r' },
      'applicantOnboarding',
      RetryState.NON_RETRYABLE_FAILURE,
      inActivity(cause),
    ),
  ],
  [
    'in an application failure of somebody else',
    ApplicationFailure.create({ type: 'Theirs', cause: inActivity(cause) }),
  ],
  ['in an ordinary error', new Error('outer', { cause })],
])('the type is found %s', (_where, error) => {
  expect(kycFailureIn(error)).toBe(cause);
  expect(failureTypeOf(error)).toBe('kyc.input.UnknownLevel');
});

test('the outermost of our failures counts, not what it was caused by', () => {
  const outer = ApplicationFailure.create({ type: 'kyc.provider.Unavailable', cause });
  expect(failureTypeOf(inActivity(outer))).toBe('kyc.provider.Unavailable');
});

test.each([
  ['a failure of somebody else', ApplicationFailure.create({ type: 'Theirs' })],
  ['a type that only resembles ours', ApplicationFailure.create({ type: 'kyc.input.Invented' })],
  ['a failure without a type', ApplicationFailure.create({ message: 'kyc.input.UnknownLevel' })],
  ['an ordinary error', new Error('kyc.input.UnknownLevel')],
  ['no error at all', { type: 'kyc.input.UnknownLevel', message: 'x' }],
  ['nothing', undefined],
])('%s has no type of ours', (_what, error) => {
  expect(failureTypeOf(error)).toBeUndefined();
});

test('a chain of causes that bites its own tail ends', () => {
  const error = new Error('a');
  error.cause = error;
  expect(failureTypeOf(error)).toBeUndefined();
});

test('a type is named once, and says whose matter it is', () => {
  expect(new Set(failureTypes).size).toBe(failureTypes.length);
  for (const type of failureTypes)
    expect(type).toMatch(/^kyc\.(input|case|config|provider|notification|store)\.[A-Z][A-Za-z]+$/);
});
