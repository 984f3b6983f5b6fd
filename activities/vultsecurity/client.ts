import type { ProviderClient } from '../../src/providers/operation';
import type { VultsecurityOperations } from '../../src/providers/vultsecurity/operations';
import type { VultsecurityReading } from '../../src/providers/vultsecurity/verdict';

/** VultSecurity as the activities call it: one method a row. Whoever opened it closes it. */
export type VultsecurityClient = ProviderClient<VultsecurityOperations>;

/** What an installation sets of VultSecurity beside its credentials. */
export interface VultsecuritySettings {
  /**
   * Where VultSecurity reaches our receiver, its token included: `https://kyc.example.com/webhooks/vultsecurity/<token>`. A secret. Every
   * session gets an address below it. Without one no webhook is asked for, and cases find out by looking.
   */
  readonly webhookAddress?: string;
  readonly reading?: VultsecurityReading;
}
