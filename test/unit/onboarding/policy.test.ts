import fc from 'fast-check';
import { defaultOnboardingPolicy, resolvePolicy } from '../../../workflows/onboarding/policy';
import type { OnboardingPolicyInput } from '../../../workflows/onboarding/policy';
import { assertPolicy } from '../../../workflows/onboarding/policy-check';
import { anyPolicyInput } from './policies';

function refusalOf(given: unknown) {
  try {
    assertPolicy(given as OnboardingPolicyInput);
  } catch (error) {
    return error as Error & { type: string; nonRetryable: boolean };
  }
  throw new Error('it was accepted');
}

describe('a policy in force', () => {
  test('is the default where nothing is given', () => {
    expect(resolvePolicy()).toEqual(defaultOnboardingPolicy);
    expect(resolvePolicy({})).toEqual(defaultOnboardingPolicy);
  });

  test('is what was given, over the default, one level deep', () => {
    const given: OnboardingPolicyInput = {
      name: 'strict',
      attempts: { max: 1 },
      collection: { reminders: ['2 hours'] },
      gates: { countries: ['KAZ'], sample: undefined },
      evidence: ['report'],
      version: undefined,
    };
    expect(resolvePolicy(given)).toEqual({
      ...defaultOnboardingPolicy,
      name: 'strict',
      attempts: { max: 1, exhausted: 'review' },
      collection: { reminders: ['2 hours'], deadline: '30 days' },
      gates: { labels: [], duplicates: 'review', countries: ['KAZ'], sample: 0 },
      evidence: ['report'],
    });
  });

  test('is changed over what is in force, not over the default', () => {
    const strict = resolvePolicy({ name: 'strict', attempts: { max: 1 } });
    expect(resolvePolicy({ attempts: { exhausted: 'reject' } }, strict)).toEqual({
      ...strict,
      attempts: { max: 1, exhausted: 'reject' },
    });
  });

  test('does not touch the default, which every other case rests on', () => {
    const before = structuredClone(defaultOnboardingPolicy);
    fc.assert(
      fc.property(anyPolicyInput, (given) => {
        resolvePolicy(given);
        expect(defaultOnboardingPolicy).toEqual(before);
      }),
    );
  });

  test('survives the trip through a history: it is plain JSON, whole, and resolves to itself', () => {
    fc.assert(
      fc.property(anyPolicyInput, (given) => {
        const policy = resolvePolicy(given);
        const carried = JSON.parse(JSON.stringify(policy)) as typeof policy;
        // Compared as text: `-0` is another number than `0` to toEqual, and to nobody else.
        expect(JSON.stringify(resolvePolicy(carried))).toBe(JSON.stringify(policy));
        expect(Object.keys(policy)).toEqual(Object.keys(defaultOnboardingPolicy));
      }),
    );
  });
});

describe('the check', () => {
  test('passes the default policy, whole', () => {
    expect(() => assertPolicy(defaultOnboardingPolicy)).not.toThrow();
  });

  test('passes any override of valid values, and what becomes of it', () => {
    fc.assert(
      fc.property(anyPolicyInput, (given) => {
        expect(() => assertPolicy(given)).not.toThrow();
        expect(() => assertPolicy(resolvePolicy(given))).not.toThrow();
      }),
    );
  });

  test.each<[unknown, string]>([
    [{ attempts: { max: -1 } }, 'attempts.max must be a whole number from 0'],
    [{ attempts: { max: 2.5 } }, 'attempts.max must be a whole number from 0'],
    [{ attempts: { max: '3' } }, 'attempts.max must be a whole number from 0'],
    [{ attempts: 3 }, 'attempts must be an object'],
    [{ attempts: { exhausted: 'approve' } }, 'attempts.exhausted must be review or reject'],
    [{ rejection: 'never' }, 'rejection must be final or review'],
    [{ providerCalls: 'slow' }, 'providerCalls must be fast or ordinary'],
    [{ evidence: ['video'] }, 'evidence[] must be report or images'],
    [{ evidence: 'report' }, 'evidence must be a list of at most 100'],
    [{ gates: { duplicates: true } }, 'gates.duplicates must be review or ignore'],
    [{ gates: { sample: 1.01 } }, 'gates.sample must be between 0 and 1'],
    [{ gates: { sample: NaN } }, 'gates.sample must be between 0 and 1'],
    [{ gates: { labels: [5] } }, 'gates.labels[] must be a text of at most 100 characters'],
    [{ gates: { countries: ['kaz'] } }, 'gates.countries[] must be ISO 3166-1 alpha-3, such as KAZ'],
    [{ gates: { countries: ['KZ'] } }, 'gates.countries[] must be ISO 3166-1 alpha-3, such as KAZ'],
    [{ gates: { labels: Array(101).fill('X') } }, 'gates.labels must be a list of at most 100'],
    [{ collection: { deadline: 'soon' } }, "collection.deadline must be a duration such as '3 days', up to 10 years"],
    [{ collection: { deadline: 0 } }, "collection.deadline must be a duration such as '3 days', up to 10 years"],
    [{ collection: { deadline: '-1 day' } }, "collection.deadline must be a duration such as '3 days', up to 10 years"],
    [{ review: { deadline: Infinity } }, "review.deadline must be a duration such as '3 days', up to 10 years"],
    [{ review: { deadline: '11 years' } }, "review.deadline must be a duration such as '3 days', up to 10 years"],
    [{ review: { firstLook: null } }, "review.firstLook must be a duration such as '3 days', up to 10 years"],
    [
      { resubmission: { reminders: ['1 day', 'x'] } },
      "resubmission.reminders[] must be a duration such as '3 days', up to 10 years",
    ],
    [{ resubmission: { reminders: ['3 days', '1 day'] } }, 'resubmission.reminders must be in rising order'],
    [{ collection: { reminders: ['1 day', 86_400_000] } }, 'collection.reminders must be in rising order'],
    [{ name: 'n'.repeat(101) }, 'name must be a text of at most 100 characters'],
    [{ historyLimit: 3 }, 'historyLimit must be a whole number from 20'],
    [{ link: null }, 'link must be an object'],
    [{ link: ['30 minutes'] }, 'link must be an object'],
    [{ reviews: {} }, `it has an unknown key (known: ${Object.keys(defaultOnboardingPolicy).join(', ')})`],
    [{ constructor: {} }, `it has an unknown key (known: ${Object.keys(defaultOnboardingPolicy).join(', ')})`],
    [{ link: { TTL: 1 } }, 'link has an unknown key (known: ttl)'],
    ['strict', 'it must be an object'],
    [null, 'it must be an object'],
  ])('refuses %j', (given, problem) => {
    expect(refusalOf(given)).toMatchObject({
      type: 'kyc.input.InvalidRequest',
      nonRetryable: true,
      message: `policy: ${problem}.`,
    });
  });

  test('names every problem at once', () => {
    const given = { attempts: { max: -1, exhausted: 'no' }, link: { ttl: 'x' }, colour: 'red' };
    expect(refusalOf(given).message.split('; ')).toEqual([
      'policy: attempts.max must be a whole number from 0',
      'attempts.exhausted must be review or reject',
      "link.ttl must be a duration such as '3 days', up to 10 years",
      expect.stringMatching(/^it has an unknown key/),
    ]);
  });
});
