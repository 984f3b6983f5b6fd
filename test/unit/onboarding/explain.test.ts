import type { OnboardingCase } from '../../../workflows/onboarding/case';
import { explainCase } from '../../../workflows/onboarding/explain';
import { newState } from '../../../workflows/onboarding/state';
import type { OnboardingState } from '../../../workflows/onboarding/state';
import { identity, selfie, verdictOf } from './samples';

const now = '2026-01-02T03:04:05.000Z';
const input = { subjectId: 'user-42', provider: 'idngo', level: 'basic-kyc-level', collection: 'upload' } as const;

function explain(more: Partial<OnboardingState>, reminder?: string, alert?: string) {
  const state: OnboardingState = { ...newState(input, now), requirements: [identity, selfie], ...more };
  // The parts of a case that an explanation looks at; the rest of one only lives inside a workflow.
  const kyc = { state, input, provider: { name: 'idngo' }, nextReminder: () => reminder, nextAlert: () => alert };
  return explainCase(kyc as OnboardingCase);
}

test.each<[string, Partial<OnboardingState>]>([
  ['idngo to create the applicant', { phase: 'opening' }],
  ['the applicant: IDENTITY, SELFIE', { phase: 'collecting' }],
  [
    'the applicant: IDENTITY',
    { phase: 'awaiting_resubmission', handedIn: [{ type: 'ID_CARD', side: 'front' }, { type: 'SELFIE' }] },
  ],
  ['the request for a review', { phase: 'collecting', requirements: [] }],
  ['the verdict of idngo', { phase: 'in_review' }],
  ['idngo, which put the applicant on hold', { phase: 'on_hold' }],
  ["a person's decision: 3 attempts used up", { phase: 'manual_review', referredFor: '3 attempts used up' }],
  ['nothing: the case is over', { phase: 'closed', outcome: 'approved' }],
  [
    'idngo to accept the call again (kyc.provider.Unauthorized)',
    { phase: 'in_review', trouble: { since: now, type: 'kyc.provider.Unauthorized', pauseMs: 60_000, again: now } },
  ],
])('a case waits for %s', (waitingFor, state) => {
  expect(explain(state).waitingFor).toBe(waitingFor);
});

test('an explanation says since when, what would wake the case, and what the provider said last', () => {
  const timeline = [{ at: now, text: 'review asked for, attempt 1' }];
  expect(
    explain({ phase: 'in_review', since: now, verdict: verdictOf('in_review', { said: 'pending' }), timeline }),
  ).toEqual({
    phase: 'in_review',
    waitingFor: 'the verdict of idngo',
    since: now,
    wakesOn: ['a provider hint', 'the watch', 'withdraw'],
    next: undefined,
    providerSaid: 'pending',
    timeline,
  });
});

test('nothing wakes a case that is over, and a decision wakes one that waits for a person', () => {
  expect(explain({ phase: 'closed' }).wakesOn).toEqual([]);
  expect(explain({ phase: 'manual_review' }).wakesOn).toEqual(['decide', 'withdraw']);
});

describe('what happens next by itself', () => {
  const tomorrow = '2026-01-03T03:04:05.000Z';
  const nextWeek = '2026-01-09T03:04:05.000Z';

  test.each<[string, Partial<OnboardingState>, string | undefined, object | undefined]>([
    [
      'a reminder before the deadline',
      { phase: 'collecting', dueAt: nextWeek },
      tomorrow,
      { at: tomorrow, what: 'a reminder to the applicant' },
    ],
    [
      'the deadline before a reminder',
      { phase: 'collecting', dueAt: tomorrow },
      nextWeek,
      { at: tomorrow, what: 'the case expires' },
    ],
    [
      'the deadline when all reminders are out',
      { phase: 'awaiting_resubmission', dueAt: nextWeek },
      undefined,
      { at: nextWeek, what: 'the case expires' },
    ],
    [
      'a review that takes too long',
      { phase: 'in_review', dueAt: nextWeek },
      undefined,
      { at: nextWeek, what: 'the case goes to a person' },
    ],
    ['nothing while a person decides', { phase: 'manual_review' }, undefined, undefined],
    ['nothing once the case is over', { phase: 'closed' }, undefined, undefined],
  ])('is %s', (_what, state, reminder, next) => {
    expect(explain(state, reminder).next).toEqual(next);
  });

  test('is the report of a hold before its deadline', () => {
    expect(explain({ phase: 'on_hold', dueAt: nextWeek }, undefined, tomorrow).next).toEqual({
      at: tomorrow,
      what: 'the business is told that it is still on hold',
    });
  });
});
