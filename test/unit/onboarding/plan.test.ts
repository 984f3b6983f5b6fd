import fc from 'fast-check';
import {
  collectionOf,
  firstFitting,
  nobodyLeft,
  passedOverEvidence,
  planFacts,
  type PlanEntry,
  type PlanFacts,
  type ProviderPlan,
} from '../../../workflows/onboarding/plan';
import { assertPlan } from '../../../workflows/onboarding/plan-check';
import { abilities, anyPlan, anyPlanFacts, everything } from './plans';
import { imageOf } from './samples';

describe('a plan', () => {
  function problemsOf(given: unknown): string {
    try {
      assertPlan(given);
    } catch (error) {
      expect(error).toMatchObject({ type: 'kyc.input.InvalidRequest', nonRetryable: true });
      return (error as Error).message;
    }
    return 'none';
  }
  const idngo: PlanEntry = { provider: 'idngo', level: 'basic-kyc-level' };

  test('of any valid entries is taken, and after a trip through a history, too', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        expect(problemsOf(plan)).toBe('none');
        expect(problemsOf(JSON.parse(JSON.stringify(plan)))).toBe('none');
      }),
    );
  });

  test.each<[string, unknown, string]>([
    ['nothing', undefined, 'it must be a provider name, or a plan of 1 to 10 entries'],
    ['no entries', [], 'it must be a provider name, or a plan of 1 to 10 entries'],
    ['eleven entries', Array(11).fill(idngo), 'it must be a provider name, or a plan of 1 to 10 entries'],
    ['an entry that is a name', ['idngo'], '[0] must be an object'],
    ['no provider', [{ level: 'x' }], '[0].provider is required'],
    ['no level', [{ provider: 'idngo' }], '[0].level is required'],
    ['an empty level', [{ ...idngo, level: '' }], '[0].level must be a level of 1 to 100 characters'],
    ['no name of a provider', [{ ...idngo, provider: 'IDnGO!' }], '[0].provider must be a provider name such as idngo'],
    ['another collection', [{ ...idngo, collection: 'post' }], '[0].collection must be hosted or upload'],
    ['a condition that is none', [{ ...idngo, when: 'KAZ' }], '[0].when must be an object'],
    [
      'a country by another spelling',
      [{ ...idngo, when: { countries: ['KZ'] } }],
      '[0].when.countries must be 1 to 300 of ISO 3166-1 alpha-3, such as KAZ',
    ],
    [
      'an entry for nobody',
      [{ ...idngo, when: { documents: [] } }],
      '[0].when.documents must be 1 to 50 document types such as PASSPORT',
    ],
    ['an unknown key', [{ ...idngo, weight: 3 }], '[0] has an unknown key (known: provider, level, collection, when)'],
    [
      'an unknown condition',
      [{ ...idngo, when: { age: 18 } }],
      '[0].when has an unknown key (known: countries, documents, collection)',
    ],
    ['a provider twice', [idngo, { ...idngo, level: 'other' }], '[1].provider stands in the plan already'],
  ])('with %s is refused', (_what, given, problem) => {
    expect(problemsOf(given)).toBe(`provider: ${problem}.`);
  });

  test('is refused with everything that is wrong in it at once', () => {
    const said = problemsOf([{ level: 7 }, { ...idngo, when: { countries: 'KAZ', documents: [1] } }, idngo]);
    expect(said.split('; ')).toHaveLength(5);
  });

  test('may be any garbage: it is refused, and none of it repeated', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withBigInt: true }), (garbage) => {
        expect(problemsOf(garbage)).toMatch(/^provider: /);
        expect(problemsOf([garbage])).toMatch(/^(provider: |none$)/);
      }),
    );
    const personal = 'Quokka Example';
    const said = problemsOf([{ [personal]: 1, provider: personal, level: [personal], when: { [personal]: 1 } }]);
    expect(said).not.toContain('Quokka');
  });
});

describe('what a plan is held against', () => {
  const documents = [imageOf('ID_CARD', 'front'), imageOf('ID_CARD', 'back'), imageOf('SELFIE')];

  test('is the country that the applicant stated, and the documents that are there', () => {
    expect(planFacts({ applicant: { country: 'UZB' }, documents, collection: 'upload' })).toEqual({
      countries: ['UZB'],
      documents: ['ID_CARD', 'SELFIE'],
      collection: 'upload',
    });
  });

  test('is the issuing countries where none was stated, and nothing where nothing is there', () => {
    expect(planFacts({ documents, collection: 'upload' }).countries).toEqual(['KAZ']);
    expect(planFacts({ collection: 'hosted' })).toEqual({ countries: [], documents: [], collection: 'hosted' });
  });
});

describe('the first that fits', () => {
  const entry = (provider: string, more: Partial<PlanEntry> = {}): PlanEntry => ({ provider, level: 'level', ...more });
  const whyNot = (one: PlanEntry, facts: Partial<PlanFacts> = {}) =>
    firstFitting([one], { ...everything, ...facts }, abilities).passedOver.flatMap(({ why }) => why);

  test.each<[string, PlanEntry, Partial<PlanFacts>, string[]]>([
    ['an entry for everybody', entry('idngo'), {}, []],
    ['an entry for the country', entry('idngo', { when: { countries: ['UZB', 'KAZ'] } }), {}, []],
    ['an entry for others', entry('idngo', { when: { countries: ['UZB'] } }), {}, ['country']],
    [
      'an entry for one of the countries',
      entry('idngo', { when: { countries: ['KAZ'] } }),
      { countries: ['KAZ', 'LVA'] },
      ['country'],
    ],
    [
      'an entry for a country, of a person of no known one',
      entry('idngo', { when: { countries: ['KAZ'] } }),
      { countries: [] },
      ['country-unknown'],
    ],
    ['an entry for one of the documents', entry('idngo', { when: { documents: ['PASSPORT'] } }), {}, []],
    ['an entry for other documents', entry('idngo', { when: { documents: ['ID_CARD'] } }), {}, ['document']],
    [
      'an entry for documents, before any is there',
      entry('idngo', { when: { documents: ['PASSPORT'] } }),
      { documents: [] },
      ['document-unknown'],
    ],
    ['an entry for another collection', entry('idngo', { when: { collection: 'hosted' } }), {}, ['asked-collection']],
    ['a provider that cannot take documents', entry('identomat'), {}, ['collection']],
    [
      'a provider that would collect what is there',
      entry('identomat', { collection: 'hosted' }),
      {},
      ['documents-there'],
    ],
    ['a provider that collects by itself', entry('identomat', { collection: 'hosted' }), { documents: [] }, []],
    ['a provider that demands a consent', entry('vultsecurity'), { circumstances: {} }, ['circumstances']],
    ['a provider whose demands are met', entry('vultsecurity'), {}, []],
    [
      'an entry that fits in nothing',
      entry('vultsecurity', { when: { countries: ['UZB'], documents: ['ID_CARD'], collection: 'upload' } }),
      { collection: 'hosted', circumstances: undefined },
      ['country', 'document', 'asked-collection', 'collection', 'documents-there'],
    ],
  ])('%s', (_what, one, facts, why) => {
    expect(whyNot(one, facts)).toEqual(why);
  });

  const always = (check: (plan: ProviderPlan, facts: PlanFacts) => void) =>
    fc.assert(fc.property(anyPlan, anyPlanFacts, check), { numRuns: 500 });

  test('is never behind one that fits as well, and everything before it has its reasons', () => {
    always((plan, facts) => {
      const { entry: chosen, passedOver } = firstFitting(plan, facts, abilities);
      const before = chosen ? plan.slice(0, plan.indexOf(chosen)) : plan;
      expect(passedOver.map(({ provider }) => provider)).toEqual(before.map(({ provider }) => provider));
      for (const one of before) expect(whyNot(one, { circumstances: undefined, ...facts })).not.toEqual([]);
      if (chosen) expect(abilities(chosen.provider).collection).toContain(collectionOf(chosen, facts));
    });
  });

  test('does not depend on what stands behind it', () => {
    always((plan, facts) => {
      const { entry: chosen } = firstFitting(plan, facts, abilities);
      if (chosen === undefined) return;
      const cut = plan.slice(0, plan.indexOf(chosen) + 1);
      expect(firstFitting(cut, facts, abilities).entry).toBe(chosen);
    });
  });

  test('is refused where nobody fits, with every reason of everyone', () => {
    always((plan, facts) => {
      const { entry: chosen, passedOver } = firstFitting(plan, facts, abilities);
      if (chosen) return;
      const failure = nobodyLeft(passedOver);
      expect(failure).toMatchObject({
        type: 'kyc.input.InvalidRequest',
        nonRetryable: true,
        details: [{ passedOver }],
      });
      for (const { provider } of plan) expect(failure.message).toContain(`${provider}: it`);
    });
  });

  test('is told in words where nobody fits', () => {
    const plan = [
      entry('idngo', { when: { countries: ['UZB'], documents: ['ID_CARD'] } }),
      entry('identomat', { level: 'a-configuration' }),
    ];
    expect(nobodyLeft(firstFitting(plan, everything, abilities).passedOver).message).toBe(
      'No provider of the plan can take this case. idngo: it is for other countries, it is for other documents; ' +
        'identomat: it cannot collect in this way. Give the plan an entry that fits, or hand in something else.',
    );
  });

  test('leaves its reasons on the record, one entry a provider, and nothing of the person', () => {
    const plan = [entry('idngo', { when: { countries: ['UZB'] } }), entry('identomat'), entry('acme')];
    expect(passedOverEvidence(firstFitting(plan, everything, abilities).passedOver)).toEqual([
      {
        kind: 'provider-passed-over',
        actor: 'system',
        facts: { provider: 'idngo', level: 'level', why: ['country'] },
      },
      {
        kind: 'provider-passed-over',
        actor: 'system',
        facts: { provider: 'identomat', level: 'level', why: ['collection'] },
      },
    ]);
  });
});
