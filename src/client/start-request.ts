import { z } from 'zod';
import type { ApplicantDocument } from '../domain/documents';
import { refusal } from '../domain/failures';
import { assertSubjectId } from '../domain/subject';
import { assertApplicantData } from '../../workflows/onboarding/applicant-data';
import { assertCircumstances } from '../../workflows/onboarding/circumstances';
import { assertSubmittable } from '../../workflows/onboarding/documents';
import type { ProviderPlan } from '../../workflows/onboarding/plan';
import { assertPlan } from '../../workflows/onboarding/plan-check';
import type { OnboardingPolicyInput } from '../../workflows/onboarding/policy';
import { assertPolicy } from '../../workflows/onboarding/policy-check';
import type { ApplicantData, Circumstances, CollectionMode } from '../../workflows/providers/contract';

export interface StartOnboarding {
  /** Your opaque id of the person: `[A-Za-z0-9_-]{1,64}`, no e-mail address, telephone number or name. */
  readonly subjectId: string;
  /**
   * `idngo`, `identomat` or `vultsecurity`, as configured, or one that you registered. Or a plan: several in the order in which you want
   * them, each with its level (docs/provider-plan.md).
   */
  readonly provider: string | ProviderPlan;
  /** The provider's level; case-sensitive. Left out with a plan. */
  readonly level?: string;
  /** `hosted`: the provider collects behind a link. `upload`: you hand documents in. */
  readonly collection: CollectionMode;
  readonly applicant?: ApplicantData;
  /** The person's consent and place, where the provider demands them (VultSecurity does both). */
  readonly circumstances?: Circumstances;
  /** `upload`: documents that are there already; when they are all that the level asks for, the review is requested at once. */
  readonly documents?: readonly ApplicantDocument[];
  /** Laid over the default policy and pinned for the life of the case. */
  readonly policy?: OnboardingPolicyInput;
  /** A further onboarding of the same subject: 2, 3, … Default 1. */
  readonly number?: number;
}

const NAME = /^[a-z][a-z0-9-]{0,31}$/;

function isProvider(value: unknown): boolean {
  return Array.isArray(value) || (typeof value === 'string' && NAME.test(value));
}

const shape = z.strictObject({
  subjectId: z.string(),
  provider: z.unknown().refine(isProvider, 'must be a provider name such as idngo, or a plan'),
  level: z.string().min(1).max(100).optional(),
  collection: z.enum(['hosted', 'upload']),
  applicant: z.unknown().optional(),
  circumstances: z.unknown().optional(),
  documents: z.array(z.unknown()).max(50).optional(),
  policy: z.unknown().optional(),
  number: z.int().min(1).max(10_000).optional(),
});

/** Refuses a request before anything is started, naming every field that is wrong; values are never repeated. */
export function assertStartable(request: StartOnboarding, maxDocumentBytes: number): void {
  assertSubjectId(request?.subjectId);
  const parsed = shape.safeParse(request);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'request'}: ${said(issue)}`);
    throw refusal('kyc.input.InvalidRequest', `The onboarding cannot start: ${problems.join('; ')}. Nothing was sent.`);
  }
  assertProvider(request);
  if (request.applicant !== undefined) assertApplicantData(request.applicant);
  if (request.circumstances !== undefined) assertCircumstances(request.circumstances);
  if (request.policy !== undefined) assertPolicy(request.policy);
  if (request.documents === undefined || request.documents.length === 0) return;
  if (request.collection === 'hosted') {
    throw refusal('kyc.input.InvalidRequest', `With collection 'hosted' the provider collects: leave documents out.`);
  }
  assertSubmittable(request.documents, undefined, [], maxDocumentBytes);
}

function assertProvider({ provider, level }: StartOnboarding): void {
  const isPlan = typeof provider !== 'string';
  if (isPlan) assertPlan(provider);
  if (isPlan === (level === undefined)) return;
  const what = isPlan ? 'level: each entry of the plan has its own' : 'level: is required';
  throw refusal('kyc.input.InvalidRequest', `The onboarding cannot start: ${what}. Nothing was sent.`);
}

// A field that nobody knows may be anything, also a value in the wrong place.
function said(issue: z.core.$ZodIssue): string {
  return issue.code === 'unrecognized_keys' ? `${issue.keys.length} unknown field(s)` : issue.message;
}
