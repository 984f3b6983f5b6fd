import fc from 'fast-check';
import { identomatVerdict } from '../../../../src/providers/identomat/verdict';
import { mutationsOf } from '../mutated';
import { documentedExamples } from './fixtures';

const results = new Map(
  documentedExamples
    .filter(({ operation, response }) => operation === 'getResult' && response !== undefined)
    .map(({ label, response }) => [label, response as Record<string, unknown>]),
);
const approved = results.get('response')!;
const rejected = results.get('sessionRejected')!;
const rejectedFor = (value: string, more: object = {}) => ({
  result: 'rejected',
  reject_reason: { value, description: 'The document could not be read' },
  errors: [value.toUpperCase()],
  ...more,
});

describe('the documented answers', () => {
  test('an approved session is approved, whatever the check for a living face said', () => {
    expect(approved).toMatchObject({ live: false });
    expect(identomatVerdict(approved)).toMatchObject({ status: 'approved', items: [], reasons: [], said: 'approved' });
  });

  test('a face that does not match its document rejects, with a reason that is named once', () => {
    expect(identomatVerdict(rejected)).toMatchObject({
      status: 'rejected',
      items: [],
      reasons: ['LOW_SIMILARITY'],
      comment: 'Low similarity',
      said: 'rejected LOW_SIMILARITY',
    });
  });

  test('a session that Identomat does not know any more has expired', () => {
    expect(identomatVerdict(results.get('sessionNotFound'))).toMatchObject({
      status: 'expired',
      said: 'session-not-found',
    });
  });
});

describe('the result', () => {
  test.each([
    ['approved', 'approved'],
    [' Approved ', 'approved'],
    ['APPROVED', 'approved'],
    ['approved_by_nobody', 'unknown'],
    ['ap-proved', 'unknown'],
    ['not approved', 'unknown'],
    ['rejected', 'rejected'],
    [' Rejected', 'rejected'],
    ['in_progress', 'collecting'],
    ['In progress', 'collecting'],
    ['manualCheck', 'in_review'],
    ['pending', 'in_review'],
    ['expired', 'expired'],
    ['disagreed-with-terms', 'expired'],
    ['', 'collecting'],
    [null, 'collecting'],
    [undefined, 'collecting'],
    ['purple', 'unknown'],
    ['constructor', 'unknown'],
    [true, 'unknown'],
    [['approved'], 'unknown'],
    [{ result: 'approved' }, 'unknown'],
  ])('%j means %s', (result, status) => {
    expect(identomatVerdict({ result }).status).toBe(status);
  });

  test.each([null, undefined, 'approved', 'session-not-found', 42, [], ['approved'], [approved]])(
    'of no object at all (%j) is not understood',
    (answer) => {
      expect(identomatVerdict(answer)).toMatchObject({ status: 'unknown', said: 'no readable answer' });
    },
  );

  test.each([
    [{ argumentError: 'invalid-access' }, 'error invalid-access'],
    [{ internalError: 'Illegal arguments: Jane Quokka' }, 'error internal'],
    [{ argumentError: { code: 1 } }, 'error unreadable'],
    [{ argumentError: 'Jane Quokka' }, 'error unreadable'],
  ])('beside an error decides nothing: %j', (error, said) => {
    expect(identomatVerdict({ ...approved, ...error })).toMatchObject({ status: 'unknown', said });
  });

  test('may mean what an installation has learnt, but never an approval', () => {
    const outcomes = { 'Terms declined': 'rejected', approved: 'rejected' } as const;
    expect(identomatVerdict({ result: 'terms_declined' }, { outcomes }).status).toBe('rejected');
    expect(identomatVerdict({ result: 'approved' }, { outcomes }).status).toBe('approved');
    expect(identomatVerdict({ result: 'purple' }, { outcomes }).status).toBe('unknown');
  });
});

describe('a rejection', () => {
  test('for a reason that a better picture mends asks again, and says what and why', () => {
    expect(identomatVerdict(rejectedFor('document_not_readable', { document_type: 'driver_license' }))).toMatchObject({
      status: 'resubmit',
      reasons: ['DOCUMENT_NOT_READABLE'],
      comment: 'The document could not be read',
      items: [
        {
          step: 'IDENTITY',
          type: 'DRIVERS',
          rejectLabels: ['DOCUMENT_NOT_READABLE'],
          comment: 'The document could not be read',
        },
      ],
    });
  });

  test('names the proof of address that findings are about', () => {
    const [bill] = approved['generalDocuments'] as { pages: object[] }[];
    const blurred = { ...bill, pages: [{ ...bill!.pages[0], statuses: ['too-old', 'BLURRED'] }] };
    const verdict = identomatVerdict(rejectedFor('document_not_readable', { generalDocuments: [blurred] }));
    expect(verdict.items[1]).toEqual({
      step: 'PROOF_OF_ADDRESS',
      type: 'UTILITY_BILL',
      rejectLabels: ['BLURRED', 'TOO_OLD'],
    });
  });

  test('for a reason that belongs to no step asks for everything again', () => {
    expect(identomatVerdict(rejectedFor('low_quality'))).toMatchObject({ status: 'resubmit', items: [] });
  });

  test.each([
    ['for one reason more than can be mended', rejectedFor('document_not_readable', { errors: ['FORGED_DOCUMENT'] })],
    ['without a reason', { result: 'rejected' }],
    ['with an empty reason', { result: 'rejected', reject_reason: { value: '', description: '' }, errors: [] }],
  ])('%s is final', (_what, answer) => {
    expect(identomatVerdict(answer)).toMatchObject({ status: 'rejected', items: [] });
  });

  test('is final or not as the installation says', () => {
    expect(identomatVerdict(rejected, { retryReasons: ['low-similarity'] })).toMatchObject({
      status: 'resubmit',
      items: [{ step: 'SELFIE', rejectLabels: ['LOW_SIMILARITY'] }],
    });
    expect(identomatVerdict(rejectedFor('low_quality'), { retryReasons: [] }).status).toBe('rejected');
  });

  test("never tells the reviewer's own comment, nor free text where a word is due", () => {
    const told = JSON.stringify(
      identomatVerdict({ ...rejectedFor('Jane Quokka'), result_comment: 'Quokka, again', errors: ['Jane Quokka'] }),
    );
    expect(told).not.toContain('Quokka');
    expect(JSON.stringify(identomatVerdict({ result: 'Jane Quokka' }))).not.toContain('uokka');
  });
});

describe('the revision', () => {
  const of = (answer: unknown, session = 'a-session') => identomatVerdict(answer, {}, session).revision;

  test.each([
    ['a decision', approved, { result: 'in_progress' }],
    ['another decision', approved, rejected],
    ['another reason', rejected, { ...rejected, errors: ['OTHER'] }],
    ['another word for the reason', rejected, { ...rejected, reject_reason: { description: 'Something else' } }],
    ['an undocumented state', { result: 'purple' }, { result: 'green' }],
  ])('changes with %s', (_what, one, other) => {
    expect(of(one)).not.toBe(of(other));
  });

  test('is another one for another session that came to the same, and holds nothing of its token', () => {
    const [one, other] = ['47fjzxvvzapi4ztasth3c2ozfucli3l0qx13hisc', '98aryxvvzwpi4zuasth332ozfucli3l0qx13hisc'];
    expect(of(rejected, one)).not.toBe(of(rejected, other));
    expect(of(rejected, one)).not.toContain(one.slice(0, 6));
  });

  test('stays while only measurements, ages and addresses move, and reasons change their order', () => {
    const reasons = { ...rejected, errors: ['ONE', 'TWO'] };
    const moved = {
      ...reasons,
      errors: ['TWO', 'ONE'],
      similarity: 0.1,
      live: false,
      technicalDetails: {},
      person: {},
    };
    expect(of(moved)).toBe(of(reasons));
  });
});

test('whatever becomes of a documented answer, reading it never throws and approves only what says so', () => {
  const words = ['approved', 'APPROVED', 'approved!', 'rejected', 'in_progress', 'session-not-found', 'LOW_QUALITY'];
  const bodies = [...results.values(), { ...approved, ...results.get('sessionNotFound') }, rejectedFor('low_quality')];
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.oneof(...bodies.map((body) => mutationsOf(body, ...words)), fc.jsonValue()), (answer) => {
      const verdict = identomatVerdict(answer);
      seen.add(verdict.status);
      if (verdict.status === 'approved') {
        const { result, argumentError, internalError } = answer as Record<string, unknown>;
        expect(String(result).trim().toLowerCase()).toBe('approved');
        expect([argumentError ?? null, internalError ?? null]).toEqual([null, null]);
      }
      if (verdict.status !== 'resubmit') expect(verdict.items).toEqual([]);
      expect(verdict.said.length).toBeLessThan(8_000);
      expect(JSON.parse(JSON.stringify(verdict))).toEqual(verdict);
    }),
    { numRuns: 2000 },
  );
  expect([...seen]).toEqual(
    expect.arrayContaining(['approved', 'rejected', 'resubmit', 'collecting', 'expired', 'unknown']),
  );
});
