import fc from 'fast-check';
import type { OnboardingPolicyInput } from '../../../workflows/onboarding/policy';

const anyDuration = fc.oneof(
  fc.integer({ min: 1, max: 365 }).map((days) => `${days} days` as const),
  fc.integer({ min: 1, max: 31_536_000_000 }),
);
const anyCount = fc.integer({ min: 0, max: 10 });
const anyLabel = fc.string({ maxLength: 100 });
const anyWait = fc.record(
  {
    // In rising order, as they have to be.
    reminders: fc
      .uniqueArray(fc.integer({ min: 1, max: 1000 }), { maxLength: 5 })
      .map((all) => all.sort((a, b) => a - b)),
    deadline: anyDuration,
  },
  { requiredKeys: [] },
);

/** Any override of the default policy that is made of valid values. */
export const anyPolicyInput: fc.Arbitrary<OnboardingPolicyInput> = fc.record(
  {
    name: anyLabel,
    version: anyCount,
    attempts: fc.record({ max: anyCount, exhausted: fc.constantFrom('review', 'reject') }, { requiredKeys: [] }),
    collection: anyWait,
    resubmission: anyWait,
    review: fc.record(
      {
        firstLook: anyDuration,
        slowestLook: anyDuration,
        onHoldAlert: anyDuration,
        unknownDeadline: anyDuration,
        deadline: anyDuration,
      },
      { requiredKeys: [] },
    ),
    link: fc.record({ ttl: anyDuration }, { requiredKeys: [] }),
    gates: fc.record(
      {
        labels: fc.array(anyLabel, { maxLength: 3 }),
        duplicates: fc.constantFrom('review', 'ignore'),
        countries: fc.array(fc.stringMatching(/^[A-Z]{3}$/), { maxLength: 3 }),
        sample: fc.double({ min: 0, max: 1, noNaN: true }),
      },
      { requiredKeys: [] },
    ),
    rejection: fc.constantFrom('final', 'review'),
    reopen: fc.record({ max: anyCount }, { requiredKeys: [] }),
    evidence: fc.subarray(['report', 'images'] as const),
    providerCalls: fc.constantFrom('fast', 'ordinary'),
    historyLimit: fc.integer({ min: 20, max: 50_000 }),
  },
  { requiredKeys: [] },
);
