import { idaOperations } from './ida';
import { idaSdkOperations } from './ida-sdk';
import { identityOperations } from './identity';
import { idvDocumentOperations } from './idv-documents';
import { idvSdkOperations } from './idv-sdk';
import { idvSessionOperations } from './idv-sessions';
import { idvSettingOperations } from './idv-settings';
import { utilityOperations } from './utility';
import { webhookOperations } from './webhook';

/**
 * Every operation of the vendor's page "KYC API 2.10.15". The page prints no method and no path. Those of the rows are assumed by one
 * rule: `/<section>/<noun>/<verb>`, POST, and GET where the page shows query parameters or no request at all. They serve the sandbox
 * only; for the vendor's own host they come from its OpenAPI file or from the configuration (`withRoutes`). `group` is the vendor's section.
 */
export const vultsecurityOperations = {
  ...utilityOperations,
  ...idvSdkOperations,
  ...idvSessionOperations,
  ...idvDocumentOperations,
  ...idvSettingOperations,
  ...idaOperations,
  ...idaSdkOperations,
  ...identityOperations,
  ...webhookOperations,
} as const;

/** For `import type` in workflows, which take request and response types from it and must not load the schemas. */
export type VultsecurityOperations = typeof vultsecurityOperations;
