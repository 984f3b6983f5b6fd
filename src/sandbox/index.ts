/** `temporal-kyc/sandbox`: the providers, simulated over real loopback HTTP with a fault script. For tests, demonstrations and development. */
export { startSandbox, type SandboxOptions } from './start-sandbox';
export { sandboxAnnouncement, type Sandbox, type SandboxAnnouncement } from './sandbox';
export { connectSandbox, type ConnectedSandbox } from './connection';
export { sampleFile } from './sample-files';
export type { CallFault, Fault, Forgery, ProviderName, WebhookFault } from './faults';
export type { CallFilter, CallRecord, EffectCounts } from './call-log';
export type { SentWebhook } from './webhook-sender';
export type { ApplicantState, Expected, IdngoSandbox } from './idngo/idngo-sandbox';
export type { IdngoSandboxOptions } from './idngo/start';
export { idngoSandboxCredentials, type IdngoCredentials } from './idngo/credentials';
export type { HostedDocument, HostedResult } from './idngo/hosted-flow';
export type { Review, ReviewItem, ReviewStep } from './idngo/review-script';
export type { UploadRemark } from './idngo/upload-remarks';
