/** `temporal-kyc/sandbox`: the providers, simulated over real loopback HTTP with a fault script. For tests, demonstrations and development. */
export { startSandbox, vultsecuritySandboxWebhookToken, type SandboxOptions } from './start-sandbox';
export { sandboxAnnouncement, type Sandbox, type SandboxAnnouncement } from './sandbox';
export { connectSandbox, type ConnectedSandbox } from './connection';
export { sampleFace, type SampleFace } from './sample-faces';
export { sampleFile } from './sample-files';
export type { CallFault, Fault, Forgery, ProviderName, WebhookFault } from './faults';
export type { CallFilter, CallRecord, EffectCounts } from './call-log';
export type { SentWebhook } from './webhook-sender';
export type { Expected } from './provider-sandbox';
export type { ApplicantState, IdngoSandbox } from './idngo/idngo-sandbox';
export type { IdngoSandboxOptions } from './idngo/start';
export { idngoSandboxCredentials, type IdngoCredentials } from './idngo/credentials';
export type { HostedDocument, HostedResult } from './idngo/hosted-flow';
export type { Review, ReviewItem, ReviewStep } from './idngo/review-script';
export type { UploadRemark } from './idngo/upload-remarks';
export type { IdentomatHosts, IdentomatSandbox, SessionView } from './identomat/identomat-sandbox';
export type { IdentomatSandboxOptions } from './identomat/start';
export { identomatSandboxCredentials, type IdentomatCredentials } from './identomat/credentials';
export { configurations as identomatConfigurations, type SessionConfiguration } from './identomat/configurations';
export type { Errand } from './identomat/callbacks';
export type { WillShow } from './identomat/hosted-flow';
export type { ListedPerson } from './identomat/listed-people';
export type { Outcome as IdentomatOutcome, SessionStep } from './identomat/outcomes';
export type { Recordings, SessionState as IdentomatSessionState } from './identomat/sessions';
export type {
  SessionState as VultsecuritySessionState,
  VultsecuritySandbox,
} from './vultsecurity/vultsecurity-sandbox';
export type { VultsecuritySandboxOptions } from './vultsecurity/start';
export { vultsecuritySandboxCredentials, type VultsecurityCredentials } from './vultsecurity/credentials';
export type { Outcome as VultsecurityOutcome } from './vultsecurity/outcome-script';
