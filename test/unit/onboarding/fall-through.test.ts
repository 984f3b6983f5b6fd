import fc from 'fast-check';
import { failureTypes, type FailureType } from '../../../src/domain/failures';
import type { VerdictStatus } from '../../../src/domain/verdict';
import {
  afterTrouble,
  changeEvidence,
  type Dealings,
  type PlanStep,
  type Standing,
  type Trouble,
} from '../../../workflows/onboarding/fall-through';
import { firstFitting, type PassedOver } from '../../../workflows/onboarding/plan';
import { abilities, anyDealings, anyPlan, anyPlanFacts, everything, nothing } from './plans';

const plan = [
  { provider: 'idngo', level: 'basic-kyc-level' },
  { provider: 'identomat', level: 'a-configuration' },
  { provider: 'vultsecurity', level: 'idv' },
];
const patienceMs = 60_000;

function standing(more: Partial<Standing> = {}): Standing {
  return { plan, provider: 'idngo', passedOver: [], facts: everything, dealings: nothing, patienceMs, ...more };
}
function after(type: FailureType | undefined, more: Partial<Standing> = {}, lastedMs = patienceMs): PlanStep {
  return afterTrouble({ type, lastedMs }, standing(more), abilities);
}

const outages: FailureType[] = ['kyc.provider.Unavailable', 'kyc.provider.Timeout'];
const unsupported: FailureType[] = [
  'kyc.input.UnknownLevel',
  'kyc.input.UnexpectedDocument',
  'kyc.input.UnsupportedMediaType',
  'kyc.provider.UnsupportedMediaType',
];
const reasonsToLeave = [...outages, ...unsupported];

describe('a provider that has not dealt with the person', () => {
  test.each(outages)('is waited for in an outage (%s), and left when patience is over', (type) => {
    expect(after(type, {}, 20_000)).toEqual({ kind: 'wait', forMs: 40_000 });
    expect(after(type)).toEqual({
      kind: 'move',
      to: plan[2],
      left: { provider: 'idngo', level: 'basic-kyc-level', why: ['outage'], type },
      skipped: [{ provider: 'identomat', level: 'a-configuration', why: ['collection'] }],
    });
  });

  test.each(unsupported)('is left at once when it cannot take the case: %s', (type) => {
    expect(after(type, {}, 0)).toMatchObject({ kind: 'move', to: plan[2], left: { why: ['unsupported'], type } });
  });

  test.each(failureTypes.filter((type) => !reasonsToLeave.includes(type)))('keeps the case after %s', (type) => {
    expect(after(type)).toEqual({ kind: 'stay' });
  });

  test('keeps the case after what has no type', () => {
    expect(after(undefined)).toEqual({ kind: 'stay' });
  });

  test('is waited for as long as an outage lasts when nobody who fits comes after it', () => {
    const year = 365 * 24 * 60 * 60_000;
    expect(after('kyc.provider.Unavailable', { provider: 'vultsecurity' }, year)).toEqual({ kind: 'stay' });
    expect(after('kyc.provider.Unavailable', { plan: plan.slice(0, 2) }, year)).toEqual({ kind: 'stay' });
  });

  test('and is alone in the plan fails as it would without one', () => {
    for (const type of reasonsToLeave) expect(after(type, { plan: plan.slice(0, 1) })).toEqual({ kind: 'stay' });
  });
});

describe('past the end of the plan', () => {
  const left: PassedOver[] = [
    { provider: 'idngo', level: 'basic-kyc-level', why: ['outage'], type: 'kyc.provider.Unavailable' },
    { provider: 'identomat', level: 'a-configuration', why: ['collection'] },
  ];
  const failureOf = (step: PlanStep) => {
    if (step.kind !== 'refuse') throw new Error(`it is ${step.kind}`);
    return step.failure;
  };

  test('the case fails with the reason of every provider, and says that an outage among them ends', () => {
    const step = after('kyc.input.UnknownLevel', { provider: 'vultsecurity', passedOver: left });
    expect(failureOf(step)).toMatchObject({
      type: 'kyc.provider.Unavailable',
      nonRetryable: true,
      message:
        'No provider of the plan can take this case. ' +
        'idngo: it was out of service for longer than the policy waits (kyc.provider.Unavailable); ' +
        'identomat: it cannot collect in this way; ' +
        'vultsecurity: it does not take the level or the document (kyc.input.UnknownLevel). Start it again later.',
    });
  });

  test('the type is that of the last refusal where no outage was in the way', () => {
    const step = after('kyc.input.UnexpectedDocument', { provider: 'vultsecurity', passedOver: left.slice(1) });
    expect(failureOf(step)).toMatchObject({ type: 'kyc.input.UnexpectedDocument', nonRetryable: true });
  });
});

describe('no shopping for verdicts', () => {
  test.each<[string, Partial<Dealings>]>([
    ['knew the person before', { adopted: true }],
    ['was sent a document', { documentsSent: true }],
    ['has a link in the hands of the person', { linkHandedOut: true }],
    ['was heard, and acted upon', { judged: 'revision-1' }],
  ])('a provider that %s keeps the case, whatever happens to it', (_what, dealings) => {
    for (const type of failureTypes) {
      expect(after(type, { dealings: { ...nothing, ...dealings } })).toEqual({ kind: 'stay' });
    }
  });

  test.each<VerdictStatus>(['in_review', 'on_hold', 'approved', 'resubmit', 'rejected', 'expired', 'unknown'])(
    'a provider that said "%s" keeps the case, whatever happens to it',
    (status) => {
      for (const type of failureTypes) {
        expect(after(type, { dealings: { ...nothing, verdict: { status } } })).toEqual({ kind: 'stay' });
      }
    },
  );

  test('that it still collects is no word about the person', () => {
    const dealings = { ...nothing, verdict: { status: 'collecting' as const } };
    expect(after('kyc.provider.Unavailable', { dealings }).kind).toBe('move');
  });
});

describe('whatever the plan, the person and the trouble', () => {
  const anyTrouble: fc.Arbitrary<Trouble> = fc.record({
    type: fc.oneof(fc.constantFrom(...failureTypes), fc.constantFrom(...reasonsToLeave), fc.constant(undefined)),
    lastedMs: fc.integer({ min: 0, max: 2 * patienceMs }),
  });
  const anyAttempt = fc.tuple(fc.oneof(fc.constant(nothing), anyDealings), anyTrouble);

  type Played = { steps: PlanStep[]; owners: string[]; given: readonly (readonly [Dealings, Trouble])[] };

  /** One case under a plan, from trouble to trouble. */
  const always = (
    check: (played: Played, order: string[], facts: typeof everything) => void,
    sample: { seed?: number; numRuns?: number } = {},
  ) =>
    fc.assert(
      fc.property(anyPlan, anyPlanFacts, fc.array(anyAttempt, { maxLength: 8 }), (anyOf, facts, given) => {
        const first = firstFitting(anyOf, facts, abilities);
        if (first.entry === undefined) return;
        const owners = [first.entry.provider];
        const steps: PlanStep[] = [];
        let passedOver = first.passedOver;
        for (const [dealings, trouble] of given) {
          const now = { plan: anyOf, provider: owners.at(-1)!, passedOver, facts, dealings, patienceMs };
          const step = afterTrouble(trouble, now, abilities);
          steps.push(step);
          if (step.kind === 'refuse') break;
          if (step.kind !== 'move') continue;
          passedOver = [...passedOver, step.left, ...step.skipped];
          owners.push(step.to.provider);
        }
        check(
          { steps, owners, given },
          anyOf.map(({ provider }) => provider),
          facts,
        );
      }),
      { numRuns: 1000, ...sample },
    );

  test('cases do move, wait and fail in what follows', () => {
    const seen = new Set<string>();
    // About the generator and not about the rule: one sample that is known will do.
    always(({ steps }) => steps.forEach(({ kind }) => seen.add(kind)), { seed: 1, numRuns: 5000 });
    expect([...seen].sort()).toEqual(['move', 'refuse', 'stay', 'wait']);
  });

  test('the order of the plan is kept, and nobody has a case twice', () => {
    always(({ owners }, order) => {
      const places = owners.map((owner) => order.indexOf(owner));
      expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
    });
  });

  test('a verdict changes nothing: without an outage or a case that cannot be taken, the provider keeps it', () => {
    always(({ steps, given }) => {
      steps.forEach((step, at) => {
        if (step.kind === 'stay') return;
        const [dealings, { type }] = given[at]!;
        expect(reasonsToLeave).toContain(type);
        expect([dealings.judged, dealings.verdict?.status ?? 'collecting']).toEqual([undefined, 'collecting']);
        expect([dealings.adopted, dealings.documentsSent, dealings.linkHandedOut]).toEqual([false, false, false]);
      });
    });
  });

  test('an outage alone never ends a case', () => {
    always(({ steps, given }) => {
      steps.forEach((step, at) => {
        if (step.kind === 'refuse') expect(unsupported).toContain(given[at]![1].type);
      });
    });
  });

  test('who moves on lands where the conditions hold, and who fails is told about everyone', () => {
    always(({ steps }, order, facts) => {
      for (const step of steps) {
        if (step.kind === 'move') expect(firstFitting([step.to], facts, abilities).entry).toBe(step.to);
        if (step.kind !== 'refuse') continue;
        const [{ passedOver }] = step.failure.details as [{ passedOver: PassedOver[] }];
        expect(passedOver.map(({ provider }) => provider)).toEqual(order);
        for (const { provider } of passedOver) expect(step.failure.message).toContain(`${provider}: `);
      }
    });
  });
});

test('a change of provider stands on the record with its reason, and so does whoever was passed over', () => {
  const step = after('kyc.provider.Timeout');
  if (step.kind !== 'move') throw new Error(`it is ${step.kind}`);
  expect(changeEvidence(step)).toEqual([
    {
      kind: 'provider-changed',
      actor: 'system',
      facts: { from: 'idngo', to: 'vultsecurity', level: 'idv', reason: 'outage', type: 'kyc.provider.Timeout' },
    },
    {
      kind: 'provider-passed-over',
      actor: 'system',
      facts: { provider: 'identomat', level: 'a-configuration', why: ['collection'] },
    },
  ]);
});
