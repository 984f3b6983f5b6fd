/** What one needs to speak to the simulated IDnGO, and to verify its webhooks. */
export interface IdngoCredentials {
  /** Tokens of the vendor's Sandbox begin with `sbx:`; only they may set test results, and only their webhooks say `sandboxMode`. */
  readonly appToken: string;
  readonly secretKey: string;
  readonly webhookSecret: string;
}

/** Well known, so that nothing has to be configured; worthless anywhere else. */
export const idngoSandboxCredentials: IdngoCredentials = {
  appToken: 'sbx:temporal-kyc-sandbox.synthetic-token',
  secretKey: 'synthetic-idngo-secret-key',
  webhookSecret: 'synthetic-idngo-webhook-secret',
};

export function isSandboxToken(appToken: string): boolean {
  return appToken.startsWith('sbx:');
}
