import { vultsecurityOperations } from '../../providers/vultsecurity/operations';
import type { OperationTable } from '../../providers/operation';
import type { Call, Handler } from '../gateway';
import type { Received } from '../loopback-server';
import type { AccessTokens } from './access-tokens';
import type { VultsecurityCredentials } from './credentials';
import { badRequest, unauthorized } from './refusals';
import { tokenPath } from './token-endpoint';

/** About the service itself; all other operations list the authorization `oauth2` (vendor). */
const openPaths = new Set(
  Object.values(vultsecurityOperations as OperationTable)
    .filter(({ group }) => group === 'Utility')
    .map(({ path }) => path)
    .concat(tokenPath),
);

/** Checks the access token. Throws 401. */
export function authenticate({ path, headers, headerCount }: Received, tokens: AccessTokens): void {
  if (openPaths.has(path)) return;
  if (headerCount('authorization') > 1) throw unauthorized('There are several Authorization headers');
  const token = /^Bearer +([\w.~+/=-]+)$/i.exec(headers.authorization ?? '')?.[1];
  if (token === undefined) throw unauthorized('An access token is required');
  const objection = tokens.objection(token);
  if (objection) throw unauthorized(`The access token is ${objection}`);
}

/** Operations of the vendor's device component also require the header `X-Client-Id` (vendor); a wrong one is taken for none (assumed). */
export function withClientId<Handlers extends Readonly<Record<string, Handler>>>(
  { sdkClientId }: VultsecurityCredentials,
  handlers: Handlers,
): Handlers {
  const guarded = Object.entries(handlers).map(([name, handler]) => [
    name,
    (call: Call) => {
      if (call.headers['x-client-id'] !== sdkClientId) throw badRequest('The header X-Client-Id is missing or unknown');
      return handler(call);
    },
  ]);
  return Object.fromEntries(guarded) as Handlers;
}
