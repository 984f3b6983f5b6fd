import { refusal } from '../../domain/failures';
import type { OperationTable, ProviderClient } from '../operation';
import { providerClient } from '../provider-client';
import { Transport, type TransportOptions } from '../transport';
import { isLoopback } from './loopback';
import { vultsecurityOperations, type VultsecurityOperations } from './operations';
import type { VultsecurityConfig } from './options';
import { readRouteFile } from './route-file';
import { withRoutes, type Routes } from './routes';
import { AccessTokens } from './token';
import { vultsecurityWire } from './wire';

/** VultSecurity's operations as methods: `client.readIdvSession({ session_id })`. */
export type VultsecurityClient = ProviderClient<VultsecurityOperations> & {
  /** Resolves when the calls under way have ended. */
  close(): Promise<void>;
};

/**
 * A client over keep-alive connections and with one access token: make one per process. Throws `kyc.config.Invalid` when the OpenAPI
 * file cannot be used. Its methods reject with `kyc.input.*` before anything is sent and with `kyc.provider.*` after; those of operations
 * without a route, on a host that is not this machine, with `kyc.config.Invalid`. Repeats nothing by itself, but for one attempt with a new
 * token when the old one was refused.
 */
export function createVultsecurityClient(config: VultsecurityConfig, options: TransportOptions): VultsecurityClient {
  const routes = configuredRoutes(config);
  const tokens = new AccessTokens(config, options.now);
  const transport = new Transport(vultsecurityWire(config, tokens), options);
  return {
    ...providerClient(withRoutes(vultsecurityOperations, routes), transport),
    ...(isLoopback(config.baseUrl) ? {} : refusedWithout(routes)),
    async close() {
      await transport.close();
      await tokens.close();
    },
  };
}

/** The routes of the OpenAPI file, and over them those of the configuration. */
export function configuredRoutes({ openApi, routes }: Pick<VultsecurityConfig, 'openApi' | 'routes'>): Routes {
  return { ...(openApi !== undefined && readRouteFile(openApi).matched), ...routes };
}

/** Methods that refuse, for operations that would go to an assumed path of the vendor's own host. */
function refusedWithout(routes: Routes): Partial<VultsecurityClient> {
  const missing = Object.keys(vultsecurityOperations as OperationTable).filter((name) => !(name in routes));
  return Object.fromEntries(missing.map((name) => [name, () => Promise.reject(withoutRoute(name))]));
}

function withoutRoute(operation: string) {
  return refusal(
    'kyc.config.Invalid',
    `vultsecurity.${operation} has no route: the OpenAPI file has no clear match for it (see \`temporal-kyc routes\`). ` +
      `Give providers.vultsecurity.routes.${operation}. Nothing was sent.`,
    { provider: 'vultsecurity', operation },
  );
}
