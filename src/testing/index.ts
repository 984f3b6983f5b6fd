// For tests of your own verification flows. Needs `@temporalio/testing` installed.
export { createKycTestEnvironment } from './environment';
export type { KycTestEnvironment, KycTestEnvironmentOptions } from './environment';
