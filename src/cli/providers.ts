import { configSchema, type Config, type ProviderName } from '../config';
import { environmentRows } from '../config-environment';
import { refusal } from '../domain/failures';

export function configuredProviders({ providers }: Pick<Config, 'providers'>): ProviderName[] {
  return (Object.keys(providers) as ProviderName[]).filter((name) => providers[name] !== undefined);
}

/** Without any provider a worker could run no case, and a receiver would have no route. */
export function assertProviders(config: Config): void {
  if (configuredProviders(config).length > 0) return;
  throw refusal(
    'kyc.config.Invalid',
    `No provider is configured. Set the variables of one (${whatProvidersNeed()}); ` +
      '`temporal-kyc sandbox` prints them for simulated ones.',
  );
}

/** The variables that each provider cannot do without: `idngo: KYC_…, KYC_…; identomat: KYC_…`. */
export function whatProvidersNeed(): string {
  const rows = environmentRows(configSchema).filter(({ path, required }) => required && path[0] === 'providers');
  const variablesOf = (provider: string) =>
    rows.filter(({ path }) => path[1] === provider).map(({ variable }) => variable);
  const providers = [...new Set(rows.map(({ path }) => path[1]!))];
  return providers.map((provider) => `${provider}: ${variablesOf(provider).join(', ')}`).join('; ');
}
