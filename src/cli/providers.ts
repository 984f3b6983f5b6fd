import type { Config } from '../config';
import { refusal } from '../domain/failures';

/** Without any provider a worker could run no case, and a receiver would have no route. */
export function assertProviders({ providers }: Config): void {
  if (Object.values(providers).some((provider) => provider !== undefined)) return;
  throw refusal(
    'kyc.config.Invalid',
    'No provider is configured. For IDnGO set KYC_IDNGO_APP_TOKEN, KYC_IDNGO_SECRET_KEY and KYC_IDNGO_WEBHOOK_SECRET; ' +
      '`temporal-kyc sandbox` prints them for a simulated one.',
  );
}
