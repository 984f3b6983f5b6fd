import fc from 'fast-check';
import { vultsecurityVerdict } from '../../../../src/providers/vultsecurity/verdict';
import { mutationsOf } from '../mutated';
import { documentedExamples } from './fixtures';

const documented = (operation: string) =>
  documentedExamples.find((example) => example.operation === operation)!.response as Record<string, unknown>;
const session = { ...documented('readIdvSession'), session_id: 'session-1' };
const verified = { ...session, status_e: 'complete', verified: true, on_sanction_list: false };

describe('the status', () => {
  test.each([
    ['unknown', 'collecting'],
    ['in_progress', 'collecting'],
    ['temporarily_blocked', 'on_hold'],
    ['temporarily_complete', 'in_review'],
    ['expired', 'expired'],
    ['under_audit', 'unknown'],
    ['Complete', 'unknown'],
    ['constructor', 'unknown'],
    [null, 'unknown'],
    [true, 'unknown'],
    [['complete'], 'unknown'],
  ])('%j means %s, although the session says verified', (status_e, status) => {
    expect(vultsecurityVerdict({ ...verified, status_e })).toMatchObject({ status, reasons: [] });
  });

  test.each([null, undefined, 'complete', 42, [], [verified]])(
    'of no object at all (%j) is not understood',
    (answer) => {
      expect(vultsecurityVerdict(answer)).toMatchObject({ status: 'unknown', said: 'no readable status' });
    },
  );
});

describe('a complete session', () => {
  test('that is verified and on no sanction list is approved', () => {
    const verdict = vultsecurityVerdict({ ...verified, verified_at: '2026-01-02T03:04:05+02:00' });
    expect(verdict).toEqual({
      status: 'approved',
      items: [],
      reasons: [],
      revision: 'session-1|complete|true|false|unknown|unknown',
      at: '2026-01-02T01:04:05.000Z',
      said: 'complete, verified, on no sanction list, OFAC unknown, DMV unknown',
    });
  });

  test('that is not verified is rejected, or asked for again where the installation says so', () => {
    const refused = { ...verified, verified: false };
    expect(vultsecurityVerdict(refused)).toMatchObject({ status: 'rejected', reasons: ['NOT_VERIFIED'] });
    expect(vultsecurityVerdict(refused, { notVerified: 'resubmit' })).toMatchObject({ status: 'resubmit', items: [] });
  });

  test.each<[string, object, object, string]>([
    ['is on a sanction list', { on_sanction_list: true }, {}, 'SANCTION_LIST'],
    ['is on a sanction list and not verified', { on_sanction_list: true, verified: false }, {}, 'SANCTION_LIST'],
    ['has a hit', { ofac_status_e: 'match' }, { ofacHits: ['MATCH'] }, 'OFAC_HIT'],
    ['has a hit and is not verified', { ofac_status_e: 'match', verified: false }, { ofacHits: ['match'] }, 'OFAC_HIT'],
    ['was never cleared', { on_sanction_list: undefined }, {}, 'SANCTIONS_NOT_CLEARED'],
    ['was cleared by a word nobody knows', { on_sanction_list: null }, { ofacClear: ['ok'] }, 'SANCTIONS_NOT_CLEARED'],
    ['was cleared by something that is no yes or no', { on_sanction_list: 'false' }, {}, 'SANCTIONS_NOT_CLEARED'],
    ['differs from the records', { dmv_status_e: 'mismatch' }, { dmvFailures: ['mismatch'] }, 'DMV_FAILURE'],
    ['has no verdict', { verified: null }, {}, 'VERDICT_MISSING'],
    ['has a verdict that is no yes or no', { verified: 'true' }, {}, 'VERDICT_MISSING'],
  ])("that %s is a person's to decide, at once", (_what, change, reading, reason) => {
    const verdict = vultsecurityVerdict({ ...verified, ...change }, reading);
    expect(verdict).toMatchObject({ status: 'unknown', reasons: [reason], refer: expect.any(String) });
  });

  test('whose sanctions answer was lost is approved by the OFAC status, where the installation knows its words', () => {
    const read = { ...verified, on_sanction_list: undefined, ofac_status_e: 'Clear' };
    expect(vultsecurityVerdict(read, { ofacClear: ['clear'], ofacHits: ['match'] }).status).toBe('approved');
  });
});

describe('the revision', () => {
  test.each<[string, object]>([
    ['another session', { session_id: 'session-2' }],
    ['another status', { status_e: 'temporarily_blocked' }],
    ['another verdict', { verified: false }],
    ['a sanction', { on_sanction_list: true }],
    ['another OFAC status', { ofac_status_e: 'match' }],
    ['another DMV status', { dmv_status_e: 'mismatch' }],
  ])('changes with %s', (_what, change) => {
    expect(vultsecurityVerdict({ ...verified, ...change }).revision).not.toBe(vultsecurityVerdict(verified).revision);
  });

  test('stays while only names, scores and times move', () => {
    const moved = { ...verified, score: 77, last_name: 'Other', completed_at: 'later', history: [1], webhook_url: 'x' };
    expect(vultsecurityVerdict(moved).revision).toBe(vultsecurityVerdict(verified).revision);
  });
});

test.each(['string', '2026-01-02', '2026-13-45T99:99:99Z', 1767323045, null])(
  'a time in a form that nobody stated (%j) is left out and decides nothing',
  (verified_at) => {
    const verdict = vultsecurityVerdict({ ...verified, verified_at, completed_at: verified_at });
    expect(verdict.status).toBe('approved');
    expect(verdict).not.toHaveProperty('at');
  },
);

test('nothing about the person stands in a verdict, and no address that holds a token', () => {
  const named = { ...verified, first_name: 'Quokka', status_e: 'Jane Quokka', webhook_url: 'https://x.test/Quokka' };
  expect(
    JSON.stringify([vultsecurityVerdict(named), vultsecurityVerdict({ ...named, status_e: 'complete' })]),
  ).not.toContain('Quokka');
});

test('whatever becomes of a documented answer, reading it never throws and approves only what says so', () => {
  const waiting = ['in_progress', 'expired', 'temporarily_blocked'];
  const words = ['complete', ...waiting, 'match', 'clear'];
  const bodies = [
    ...[session, verified, { ...verified, verified: false }, documented('finalizeIdv')],
    ...waiting.map((status_e) => ({ ...session, status_e })),
  ];
  const reading = { ofacClear: ['clear'], ofacHits: ['match'], notVerified: 'resubmit' } as const;
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.oneof(...bodies.map((body) => mutationsOf(body, ...words)), fc.jsonValue()), (answer) => {
      const verdict = vultsecurityVerdict(answer, reading);
      seen.add(verdict.status);
      if (verdict.status === 'approved') {
        expect(answer).toMatchObject({ status_e: 'complete', verified: true });
        expect(answer).not.toMatchObject({ on_sanction_list: true });
      }
      expect(verdict.items).toEqual([]);
      expect(JSON.parse(JSON.stringify(verdict))).toEqual(verdict);
    }),
    { numRuns: 2000 },
  );
  expect([...seen]).toEqual(
    expect.arrayContaining(['approved', 'resubmit', 'collecting', 'expired', 'on_hold', 'unknown']),
  );
});
