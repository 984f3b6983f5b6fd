import fc from 'fast-check';
import { identomat, idngo, vultsecurity } from '../../../src/providers';
import { documentedExamples as identomatExamples } from './identomat/fixtures';
import { documentedExamples as idngoExamples } from './idngo/fixtures';
import { mutationsOf } from './mutated';
import { documentedExamples as vultsecurityExamples } from './vultsecurity/fixtures';

const green = { reviewStatus: 'completed', reviewResult: { reviewAnswer: 'GREEN' } };
const red = { reviewStatus: 'completed', reviewResult: { reviewAnswer: 'RED', reviewRejectType: 'RETRY' } };
const applicant = { id: 'a-1', externalUserId: 'user-1', review: green };

test('IDnGO: a review means the same alone and in its applicant', () => {
  expect(idngo.toVerdict(green).status).toBe('approved');
  expect(idngo.toVerdict(applicant)).toEqual(idngo.toVerdict(green));
  expect(idngo.toVerdict({ ...applicant, review: red })).toEqual(idngo.toVerdict(red));
});

test('IDnGO: a body that has a status of its own is read by that, whatever else it holds', () => {
  expect(idngo.toVerdict({ ...applicant, reviewStatus: 'pending' }).status).toBe('in_review');
  expect(idngo.toVerdict({ ...red, review: green }).status).toBe('resubmit');
});

test('IDnGO: what is to be asked for again stands in the answer about the required documents', () => {
  const required = { SELFIE: { idDocType: 'SELFIE', country: 'KAZ', imageIds: [1], reviewResult: red.reviewResult } };
  expect(idngo.toVerdict(red).items).toEqual([]);
  expect(idngo.toVerdict(red, required).items).toMatchObject([{ step: 'SELFIE' }]);
});

test('Identomat: `live` and `similarity` decide nothing, and an installation may know more words', () => {
  expect(identomat.toVerdict({ result: 'approved', live: false, similarity: 0.1 }).status).toBe('approved');
  expect(identomat.toVerdict({ live: true, similarity: 1 }).status).toBe('collecting');
  expect(identomat.toVerdict({ result: 'terms_declined' }).status).toBe('unknown');
  expect(identomat.toVerdict({ result: 'terms_declined' }, { outcomes: { terms_declined: 'expired' } }).status).toBe(
    'expired',
  );
});

test('VultSecurity: verified is not enough, a person must also be cleared of sanctions', () => {
  const verified = { session_id: 's-1', status_e: 'complete', verified: true };
  expect(vultsecurity.toVerdict({ ...verified, on_sanction_list: false }).status).toBe('approved');
  expect(vultsecurity.toVerdict(verified)).toMatchObject({ status: 'unknown', refer: 'not cleared of sanctions' });
});

/** What the vendor documents as an approval, and nothing else. */
const approves = {
  idngo: (body: unknown) => [body, (body as { review?: unknown } | null)?.review].some((review) => fits(review, green)),
  identomat: (body: unknown) => /^\s*approved\s*$/i.test(String((body as { result?: unknown } | null)?.result)),
  vultsecurity: (body: unknown) => fits(body, { status_e: 'complete', verified: true }),
};

const session = { ...vultsecurityExamples.find(({ operation }) => operation === 'readIdvSession')!.response! };
const verified = { ...session, status_e: 'complete', verified: true, on_sanction_list: false };

test.each([
  ['idngo', idngo, applicant, bodiesOf(idngoExamples), ['completed', 'GREEN', green, 'RETRY']],
  ['identomat', identomat, { result: 'approved', live: true }, bodiesOf(identomatExamples), ['approved', 'rejected']],
  ['vultsecurity', vultsecurity, verified, bodiesOf(vultsecurityExamples), ['complete', 'in_progress']],
] as const)('%s: no documented body, however mutated, throws or approves without the documented word', (...given) => {
  const [provider, { toVerdict }, approval, documented, words] = given;
  const others = documented.map((body) => mutationsOf(body, ...words));
  const mutated = fc.oneof(mutationsOf(approval, ...words), fc.oneof(...others), fc.jsonValue());
  let approved = 0;
  fc.assert(
    fc.property(mutated, (body) => {
      const { status } = toVerdict(body);
      if (status !== 'approved') return;
      approved += 1;
      expect(approves[provider](body)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
  expect(approved).toBeGreaterThan(0);
});

function bodiesOf(examples: readonly { readonly response?: unknown }[]): unknown[] {
  return examples.flatMap(({ response }) => (response === undefined ? [] : [response]));
}

function fits(body: unknown, part: object): boolean {
  return Object.entries(part).every(([key, value]) => {
    const found = (body as Record<string, unknown> | null | undefined)?.[key];
    return typeof value === 'object' ? fits(found, value as object) : found === value;
  });
}
