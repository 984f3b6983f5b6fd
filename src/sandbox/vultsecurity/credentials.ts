/** What one needs to speak to the simulated VultSecurity. */
export interface VultsecurityCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
  /** What the operations of the vendor's device component ask for in `X-Client-Id`, and what sessions carry as `client_id`. */
  readonly sdkClientId: string;
}

/** Well known, so that nothing has to be configured; worthless anywhere else. */
export const vultsecuritySandboxCredentials: VultsecurityCredentials = {
  clientId: 'temporal-kyc-sandbox',
  clientSecret: 'synthetic-vultsecurity-client-secret',
  // Another value than `clientId`: whether the two are the same is not documented, and mixing them up must not go unnoticed.
  sdkClientId: 'temporal-kyc-sandbox-sdk',
};
