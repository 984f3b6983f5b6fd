/** What one needs to speak to the simulated Identomat, and to tell its callbacks from others. */
export interface IdentomatCredentials {
  readonly companyKey: string;
  /** Stands in the body of every callback; nothing is signed. */
  readonly callbackApiKey: string;
}

/** Well known, so that nothing has to be configured; worthless anywhere else. */
export const identomatSandboxCredentials: IdentomatCredentials = {
  companyKey: 'synthetic-identomat-company-key',
  callbackApiKey: 'synthetic-identomat-callback-key',
};
