// What a user imports. Named, narrow, and kept by a test.
export { KycPlugin } from './plugin';
export type { KycPluginOptions } from './plugin';
export type { ProviderAdapter } from '../activities';
export { KycClient } from './client/kyc-client';
export type { KycClientOptions } from './client/kyc-client';
export { OnboardingClient } from './client/onboarding';
export type { CaseNumber, StartedOnboarding } from './client/onboarding';
export type { StartOnboarding } from './client/start-request';
export { resolveConfig } from './config';
export type { Config, KycOptions } from './config';
export type { Actor } from './domain/actor';
export type { ApplicantDocument, DocumentRef, DocumentSide } from './domain/documents';
export { failureTypes, failureTypeOf } from './domain/failures';
export type { FailureType } from './domain/failures';
export type { Notification, NotificationKind } from './domain/notification';
export { searchAttributes } from './domain/search-attributes';
export type { Verdict, VerdictItem, VerdictStatus } from './domain/verdict';
export type { Notifier } from './notifications/notifier';
export { verifyNotification } from './notifications/signature';
export type {
  Decision,
  OnboardingExplanation,
  OnboardingOutcome,
  OnboardingPhase,
  OnboardingResult,
  OnboardingSummary,
} from '../workflows/onboarding/messages';
export { defaultOnboardingPolicy } from '../workflows/onboarding/policy';
export type { OnboardingPolicy, OnboardingPolicyInput } from '../workflows/onboarding/policy';
export type { PlanCondition, PlanEntry, ProviderPlan } from '../workflows/onboarding/plan';
export type { ApplicantData, Circumstances, Link, Requirement } from '../workflows/providers/contract';
