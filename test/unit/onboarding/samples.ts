import fc from 'fast-check';
import type { ApplicantDocument } from '../../../src/domain/documents';
import type { Verdict, VerdictStatus } from '../../../src/domain/verdict';
import type { CaseFacts } from '../../../workflows/onboarding/rules';
import type { Requirement } from '../../../workflows/providers/contract';

export const identity: Requirement = { step: 'IDENTITY', types: ['PASSPORT', 'ID_CARD'] };
export const selfie: Requirement = { step: 'SELFIE', types: ['SELFIE'] };

export function verdictOf(status: VerdictStatus, more: Partial<Verdict> = {}): Verdict {
  return { status, items: [], reasons: [], revision: 'revision-2', said: status, ...more };
}

export function factsOf(more: Partial<CaseFacts> = {}): CaseFacts {
  return { attempts: 1, level: 'basic-kyc-level', levelRequirements: [identity, selfie], reopened: 0, ...more };
}

/** One image of 200 kB that nothing is wrong with. */
export function imageOf(type: string, side: 'front' | 'back' | null = null, more: object = {}): ApplicantDocument {
  const document = { uri: 'file:ab/cd.bin', sha256: 'ab'.repeat(32), size: 200_000, mediaType: 'image/jpeg', ...more };
  return { type, country: 'KAZ', side, document };
}

const anyText = fc.string({ maxLength: 20 });
export const anyStep = fc.constantFrom('IDENTITY', 'SELFIE', 'PROOF_OF_ADDRESS', 'APPLICANT_DATA');
const anyItem = fc.record(
  {
    step: anyStep,
    type: fc.constantFrom('PASSPORT', 'ID_CARD', 'SELFIE', 'UTILITY_BILL'),
    country: fc.constantFrom('KAZ', 'LVA'),
    sides: fc.constantFrom(['front', 'back'] as const),
    missing: fc.boolean(),
    rejectLabels: fc.array(anyText, { maxLength: 3 }),
    comment: anyText,
  },
  { requiredKeys: ['step', 'rejectLabels'] },
);

/** Any state that a provider may be in. */
export const anyVerdict: fc.Arbitrary<Verdict> = fc.record(
  {
    status: fc.constantFrom<VerdictStatus>(
      'collecting',
      'in_review',
      'on_hold',
      'approved',
      'resubmit',
      'rejected',
      'expired',
      'unknown',
    ),
    level: fc.constantFrom('basic-kyc-level', 'other-level'),
    items: fc.array(anyItem, { maxLength: 4 }),
    reasons: fc.array(anyText, { maxLength: 4 }),
    comment: anyText,
    revision: fc.constantFrom('revision-1', 'revision-2'),
    at: fc.constant('2026-01-02T03:04:05.000Z'),
    said: anyText,
  },
  { requiredKeys: ['status', 'items', 'reasons', 'revision', 'said'] },
);

/** Any case that a verdict may meet. */
export const anyFacts: fc.Arbitrary<CaseFacts> = fc.record(
  {
    attempts: fc.integer({ min: 1, max: 6 }),
    judged: fc.constantFrom('revision-1', 'revision-2'),
    level: fc.constantFrom('basic-kyc-level', 'other-level'),
    levelRequirements: fc.constantFrom([], [identity], [identity, selfie]),
    reopened: fc.integer({ min: 0, max: 3 }),
  },
  { requiredKeys: ['attempts', 'level', 'levelRequirements', 'reopened'] },
);
