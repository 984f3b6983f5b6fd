import fc from 'fast-check';
import { resolvePolicy } from '../../../workflows/onboarding/policy';
import type { OnboardingPolicyInput } from '../../../workflows/onboarding/policy';
import { gate } from '../../../workflows/onboarding/rules';
import type { ApprovalFacts } from '../../../workflows/onboarding/rules';
import { verdictOf } from './samples';

const clean: ApprovalFacts = { duplicates: 0, countries: ['KAZ'], lot: 0.5 };
const why = (facts: Partial<ApprovalFacts>, gates: OnboardingPolicyInput['gates'] = {}, reasons: string[] = []) =>
  gate(verdictOf('approved', { reasons }), { ...clean, ...facts }, resolvePolicy({ gates }));

test('an approval with nothing against it needs nobody', () => {
  expect(why({})).toBeUndefined();
});

test.each<[string, Parameters<typeof why>, string | undefined]>([
  ['another applicant with the same face or data', [{ duplicates: 2 }], '2 similar applicant(s) found'],
  ['the same, where duplicates are ignored', [{ duplicates: 2 }, { duplicates: 'ignore' }], undefined],
  ['a label that always needs a look', [{}, { labels: ['PEP'] }, ['OK', 'PEP']], 'label PEP'],
  ['a label that needs none', [{}, { labels: ['PEP'] }, ['OK']], undefined],
  ['a country that always needs a look', [{ countries: ['LVA', 'KAZ'] }, { countries: ['KAZ'] }], 'country KAZ'],
  ['a country that needs none', [{ countries: ['LVA'] }, { countries: ['KAZ'] }], undefined],
  ['a draw for quality control', [{ lot: 0.09 }, { sample: 0.1 }], 'drawn for quality control'],
  ['no such draw', [{ lot: 0.1 }, { sample: 0.1 }], undefined],
])('%s', (_name, given, expected) => {
  expect(why(...given)).toBe(expected);
});

test('a sample of nothing draws nobody, and a sample of everything draws everybody', () => {
  const anyLot = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  fc.assert(
    fc.property(anyLot, (lot) => {
      expect(why({ lot }, { sample: 0 })).toBeUndefined();
      expect(why({ lot }, { sample: 1 })).toBe('drawn for quality control');
    }),
  );
});

test('the reason names a label, a number or a country, never more of what the provider said', () => {
  expect(why({ duplicates: 1 }, { labels: ['PEP'], countries: ['KAZ'], sample: 1 }, ['PEP', 'Quokka Example'])).toBe(
    'label PEP',
  );
});
