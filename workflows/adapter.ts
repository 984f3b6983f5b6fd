// What a provider of yours is written with, on the workflow's side. Importable from workflow code.
export { callActivity } from './activity-calls';
export type { HowToCall } from './activity-calls';
export { registerProvider } from './providers';
export type { MakeProvider } from './providers';
export type { CallMode } from './providers/provider-calls';
export type {
  ApplicantData,
  CapturedDocument,
  Circumstances,
  CollectionMode,
  Findings,
  FurtherAttempt,
  IssuedLink,
  Link,
  Opened,
  ProviderCapabilities,
  References,
  Requirement,
  UploadReport,
  VerificationProvider,
  WatchFrom,
} from './providers/contract';
export type { ApplicantDocument, DocumentRef } from '../src/domain/documents';
export { refusal, failureTypeOf } from '../src/domain/failures';
export type { Verdict, VerdictItem, VerdictStatus } from '../src/domain/verdict';
