import fc from 'fast-check';
import type { Verdict, VerdictStatus } from '../../../src/domain/verdict';
import { defaultOnboardingPolicy, resolvePolicy } from '../../../workflows/onboarding/policy';
import type { OnboardingPolicyInput } from '../../../workflows/onboarding/policy';
import { afterVerdict } from '../../../workflows/onboarding/rules';
import type { CaseFacts, NextStep } from '../../../workflows/onboarding/rules';
import { anyPolicyInput } from './policies';
import { anyFacts, anyVerdict, factsOf, identity, selfie, verdictOf } from './samples';

interface Case {
  readonly facts?: Partial<CaseFacts>;
  readonly policy?: OnboardingPolicyInput;
}

test.each<[string, VerdictStatus, Case, object]>([
  ['nothing is decided while the provider collects', 'collecting', {}, { kind: 'wait' }],
  ['nothing is decided while the provider reviews', 'in_review', {}, { kind: 'wait' }],
  ['an applicant on hold is waited for as such', 'on_hold', {}, { kind: 'hold' }],
  ['an answer that is not understood puzzles', 'unknown', {}, { kind: 'puzzled' }],
  ['an approval approves', 'approved', {}, { kind: 'approve' }],
  ['a final rejection rejects', 'rejected', {}, { kind: 'reject' }],
  [
    'a final rejection goes to a person where the policy says so',
    'rejected',
    { policy: { rejection: 'review' } },
    { kind: 'refer', why: 'rejected by the provider' },
  ],
  [
    'a temporary rejection asks again',
    'resubmit',
    {},
    { kind: 'resubmit', requirements: [expect.anything(), expect.anything()] },
  ],
  ['the last but one attempt may be followed by another', 'resubmit', { facts: { attempts: 2 } }, { kind: 'resubmit' }],
  [
    'the last attempt goes to a person',
    'resubmit',
    { facts: { attempts: 3 } },
    { kind: 'refer', why: '3 attempts used up' },
  ],
  [
    'the last attempt rejects where the policy says so',
    'resubmit',
    { facts: { attempts: 3 }, policy: { attempts: { exhausted: 'reject' } } },
    { kind: 'reject' },
  ],
  [
    'a person decides at once where no further attempt is allowed',
    'resubmit',
    { policy: { attempts: { max: 1 } } },
    { kind: 'refer', why: '1 attempts used up' },
  ],
  ['a session that expired is opened again', 'expired', {}, { kind: 'reopen' }],
  ['a session that expired once too often ends the case', 'expired', { facts: { reopened: 1 } }, { kind: 'expire' }],
  [
    'a verdict that was acted on is not acted on again',
    'approved',
    { facts: { judged: 'revision-2' } },
    { kind: 'wait' },
  ],
  [
    'a verdict after the one that was acted on counts',
    'approved',
    { facts: { judged: 'revision-1' } },
    { kind: 'approve' },
  ],
  ['a hold is a hold however often it is read', 'on_hold', { facts: { judged: 'revision-2' } }, { kind: 'hold' }],
])('%s', (_name, status, { facts, policy }, next) => {
  expect(afterVerdict(verdictOf(status), factsOf(facts), resolvePolicy(policy))).toMatchObject(next);
});

test.each<VerdictStatus>(['approved', 'rejected', 'resubmit', 'expired'])(
  'a verdict "%s" about another level proves nothing about this one',
  (status) => {
    const about = (level?: string) =>
      afterVerdict(verdictOf(status, { level }), factsOf(), defaultOnboardingPolicy).kind;
    expect(about('other-level')).toBe('wait');
    expect(about('basic-kyc-level')).not.toBe('wait');
    expect(about(undefined)).toBe(about('basic-kyc-level'));
  },
);

describe('whatever the provider says, whatever the case and the policy', () => {
  type Check = (step: NextStep, verdict: Verdict, facts: CaseFacts, mostAttempts: number) => void;
  const always = (check: Check) =>
    fc.assert(
      fc.property(anyVerdict, anyFacts, anyPolicyInput, (verdict, facts, input) => {
        const policy = resolvePolicy(input);
        check(afterVerdict(verdict, facts, policy), verdict, facts, policy.attempts.max);
      }),
      { numRuns: 1000 },
    );

  test('nothing approves but a new approval of the level that is asked for', () => {
    always((step, verdict, facts) => {
      if (step.kind !== 'approve') return;
      expect(verdict.status).toBe('approved');
      expect(verdict.revision).not.toBe(facts.judged);
      expect(verdict.level ?? facts.level).toBe(facts.level);
    });
  });

  test('nothing rejects but a final rejection, or an attempt too many', () => {
    always((step, verdict, facts, most) => {
      if (step.kind !== 'reject') return;
      if (verdict.status === 'resubmit') expect(facts.attempts).toBeGreaterThanOrEqual(most);
      else expect(verdict.status).toBe('rejected');
    });
  });

  test('nothing is asked again beyond the cap', () => {
    always((step, _verdict, facts, most) => {
      if (step.kind === 'resubmit') expect(facts.attempts).toBeLessThan(most);
    });
  });

  test('a verdict that was judged already, or is about another level, moves nothing', () => {
    always((step, verdict, facts) => {
      const settled = ['approved', 'resubmit', 'rejected', 'expired'].includes(verdict.status);
      const old = verdict.revision === facts.judged || (verdict.level ?? facts.level) !== facts.level;
      if (settled) expect(step.kind === 'wait').toBe(old);
    });
  });

  test('reading a verdict changes neither it nor the facts', () => {
    always((_step, verdict, facts) => {
      const before = structuredClone({ verdict, facts });
      afterVerdict(verdict, facts, defaultOnboardingPolicy);
      expect({ verdict, facts }).toEqual(before);
    });
  });
});

test('a resubmission asks for nothing that the provider had no fault to find with', () => {
  const verdict = verdictOf('resubmit', { items: [{ step: 'SELFIE', rejectLabels: ['BAD_SELFIE'] }] });
  expect(afterVerdict(verdict, factsOf({ levelRequirements: [identity, selfie] }), defaultOnboardingPolicy)).toEqual({
    kind: 'resubmit',
    requirements: [
      { step: 'SELFIE', types: ['SELFIE'], comment: undefined, rejectLabels: ['BAD_SELFIE'], sides: undefined },
    ],
  });
});
