import fc from 'fast-check';
import type { Dealings } from '../../../workflows/onboarding/fall-through';
import type { Abilities, PlanCondition, PlanEntry, PlanFacts, ProviderPlan } from '../../../workflows/onboarding/plan';
import type { CollectionMode } from '../../../workflows/providers/contract';
import { anyVerdict } from './samples';

/** As the three providers of the package are; whoever else is asked for can do everything. */
export const abilities: Abilities = (provider) => {
  if (provider === 'identomat') return { collection: ['hosted'] };
  if (provider === 'vultsecurity') return { collection: ['upload'], demands: ['consented', 'location'] };
  return { collection: ['hosted', 'upload'] };
};

export const everything: PlanFacts = {
  countries: ['KAZ'],
  documents: ['PASSPORT', 'SELFIE'],
  collection: 'upload',
  circumstances: { consented: true, location: { latitude: 43, longitude: 77 } },
};

/** Nothing between case and provider but a beginning. */
export const nothing: Dealings = { adopted: false, documentsSent: false, linkHandedOut: false };

const providers = ['idngo', 'identomat', 'vultsecurity', 'acme', 'otherwise'];
const countries = ['KAZ', 'UZB', 'LVA'];
const types = ['PASSPORT', 'ID_CARD', 'SELFIE'];
const someOf = (all: string[]) => fc.subarray(all, { minLength: 1 });
const anyMode = fc.constantFrom<CollectionMode>('hosted', 'upload');

const anyCondition: fc.Arbitrary<PlanCondition> = fc.record(
  { countries: someOf(countries), documents: someOf(types), collection: anyMode },
  { requiredKeys: [] },
);
const anyEntry: fc.Arbitrary<PlanEntry> = fc.record(
  {
    provider: fc.constantFrom(...providers),
    level: fc.string({ minLength: 1, maxLength: 20 }),
    collection: anyMode,
    when: anyCondition,
  },
  { requiredKeys: ['provider', 'level'] },
);

export const anyPlan: fc.Arbitrary<ProviderPlan> = fc.uniqueArray(anyEntry, {
  selector: ({ provider }) => provider,
  minLength: 1,
  maxLength: providers.length,
});

export const anyPlanFacts: fc.Arbitrary<PlanFacts> = fc.record(
  {
    countries: fc.subarray(countries),
    documents: fc.subarray(types),
    collection: anyMode,
    circumstances: fc.constantFrom({}, everything.circumstances!),
  },
  { requiredKeys: ['countries', 'documents', 'collection'] },
);

export const anyDealings: fc.Arbitrary<Dealings> = fc.record(
  {
    adopted: fc.boolean(),
    documentsSent: fc.boolean(),
    linkHandedOut: fc.boolean(),
    verdict: anyVerdict,
    judged: fc.constant('revision-1'),
  },
  { requiredKeys: ['adopted', 'documentsSent', 'linkHandedOut'] },
);
