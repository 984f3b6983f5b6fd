import fc from 'fast-check';
import type { OnboardingInput } from '../../../workflows/onboarding/messages';
import { defaultOnboardingPolicy, resolvePolicy } from '../../../workflows/onboarding/policy';
import { newState } from '../../../workflows/onboarding/state';
import type { OnboardingState } from '../../../workflows/onboarding/state';
import { anyPolicyInput } from './policies';
import { anyVerdict, identity, imageOf, selfie, verdictOf } from './samples';

const input: OnboardingInput = {
  subjectId: 'user-42',
  provider: 'idngo',
  level: 'basic-kyc-level',
  collection: 'upload',
  applicant: { firstName: 'Quokka', country: 'KAZ', language: 'en' },
  documents: [imageOf('PASSPORT')],
  policy: { name: 'strict', attempts: { max: 1 } },
};
const now = '2026-01-02T03:04:05.000Z';
const later = '2026-01-09T03:04:05.000Z';

/** A case in the middle of everything: no part of its memory is empty. A new part that is forgotten here fails to compile. */
const full: Required<OnboardingState> = {
  phase: 'awaiting_resubmission',
  since: now,
  dueAt: later,
  startedAt: now,
  outcome: 'approved',
  decidedBy: 'op-7',
  provider: 'idngo',
  passedOver: [{ provider: 'identomat', level: 'default', why: ['country'] }],
  abandoned: ['vultsecurity'],
  collection: 'upload',
  level: 'basic-kyc-level',
  policy: resolvePolicy({ collection: { reminders: ['1 day', 172_800_000] }, evidence: ['report', 'images'] }),
  attempt: 2,
  references: { applicant: 'a-1', inspection: 'i-1' },
  levelRequirements: [identity, selfie],
  requirements: [{ ...identity, comment: 'Blurred.', rejectLabels: ['BLURRED'], sides: ['front', 'back'] }],
  handedIn: [
    { type: 'ID_CARD', side: 'front' },
    { type: 'SELFIE', side: null },
  ],
  pending: [imageOf('ID_CARD', 'back')],
  pendingData: { firstName: 'Quokka', dateOfBirth: '1990-02-28' },
  refusedDocuments: [{ type: 'SELFIE', side: null, failure: 'kyc.provider.Rejected', why: 'selfieFaceBadQuality' }],
  language: 'en',
  countries: ['KAZ'],
  verdict: verdictOf('resubmit', {
    level: 'basic-kyc-level',
    comment: 'Please try again.',
    at: now,
    reasons: ['BLURRED'],
    items: [
      {
        step: 'IDENTITY',
        type: 'ID_CARD',
        country: 'KAZ',
        sides: ['front', 'back'],
        missing: true,
        rejectLabels: ['BLURRED'],
      },
    ],
  }),
  findings: { onSanctionList: false },
  judged: 'revision-1',
  reasons: ['BLURRED'],
  link: { url: 'https://hosted.example/1', accessToken: 'token', expiresAt: later },
  reviewRequested: true,
  remindersSent: 1,
  reopened: 1,
  seenEvents: ['applicantReviewed-1', 'applicantPending-1'],
  attention: true,
  contradicted: true,
  decision: {
    actor: { id: 'op-7', roles: ['reviewer'] },
    decision: 'resubmit',
    reason: 'The back is missing.',
    steps: ['IDENTITY'],
  },
  withdrawal: { reason: 'changed their mind', actor: { id: 'applicant', roles: [] } },
  untold: [
    {
      id: 'kyc/onboarding/user-42#6.reminder',
      kind: 'reminder',
      subjectId: 'user-42',
      caseId: 'kyc/onboarding/user-42',
      at: now,
      facts: { number: 1 },
    },
  ],
  creating: true,
  referredFor: '3 attempts used up',
  imagesBefore: ['1'],
  reviewSeen: true,
  onHoldReported: true,
  puzzledSince: now,
  trouble: { since: now, type: 'kyc.provider.Unauthorized', pauseMs: 60_000, again: now },
  notifies: true,
  maxDocumentBytes: 1_000_000,
  version: 12,
  timeline: [{ at: now, text: 'applicant created' }],
};

const carried = (state: OnboardingState) => JSON.parse(JSON.stringify(state)) as unknown;

test('a case that goes on in a new history remembers all it knew: its memory is plain JSON', () => {
  expect(carried(full)).toStrictEqual(full);
  expect(carried(newState(input, now))).toEqual(newState(input, now));
});

test('that holds for any policy and any verdict', () => {
  fc.assert(
    fc.property(anyPolicyInput, anyVerdict, (policy, verdict) => {
      const state = { ...newState({ ...input, policy }, now), verdict };
      expect(JSON.stringify(carried(carried(state) as OnboardingState))).toBe(JSON.stringify(state));
      expect(carried(verdict as never)).toEqual(verdict);
    }),
  );
});

test('a new case begins at the beginning, with what it was given', () => {
  expect(newState(input, now)).toEqual({
    phase: 'opening',
    since: now,
    startedAt: now,
    provider: 'idngo',
    passedOver: [],
    abandoned: [],
    collection: 'upload',
    level: 'basic-kyc-level',
    policy: { ...defaultOnboardingPolicy, name: 'strict', attempts: { max: 1, exhausted: 'review' } },
    attempt: 1,
    references: {},
    levelRequirements: [],
    requirements: [],
    handedIn: [],
    pending: [imageOf('PASSPORT')],
    language: 'en',
    countries: ['KAZ'],
    reasons: [],
    reviewRequested: false,
    remindersSent: 0,
    reopened: 0,
    seenEvents: [],
    attention: false,
    contradicted: false,
    notifies: false,
    untold: [],
    version: 0,
    timeline: [],
  });
});

test('the name of the applicant is not kept: the provider has it', () => {
  expect(JSON.stringify(newState({ ...input, documents: [] }, now))).not.toContain('Quokka');
});

test('what a case does to its memory does not reach the input it started from', () => {
  const state = newState(input, now);
  state.pending.push(imageOf('SELFIE'));
  expect(input.documents).toHaveLength(1);
});
