// For tests of your own verification flows. Needs `@temporalio/testing` installed.
export { createKycTestEnvironment } from './environment';
export type { KycTestEnvironment, KycTestEnvironmentOptions } from './environment';
export { conformance } from './conformance';
export type { ConformanceScenario } from './conformance';
export type {
  Ability,
  HookRig,
  HookTrouble,
  Mend,
  ProviderRig,
  ProviderTrouble,
  ScriptedOutcome,
} from './conformance-rig';
