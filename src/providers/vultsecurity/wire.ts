import type { RefusalFacts } from '../http-errors';
import { isJson } from '../reading';
import type { Operation } from '../operation';
import type { PreparedRequest, Wire } from '../wire';
import { needsClientId } from './client-id';
import type { VultsecurityConfig } from './options';
import type { AccessTokens } from './token';

/** VultSecurity below the rows: the bearer token, the client id of the SDK operations, and an error body that the vendor does not describe. */
export function vultsecurityWire(
  { baseUrl, clientId, sdkClientId = clientId }: Pick<VultsecurityConfig, 'baseUrl' | 'clientId' | 'sdkClientId'>,
  tokens: AccessTokens,
): Wire {
  const carried = new WeakMap<PreparedRequest, string>();
  return {
    provider: 'vultsecurity',
    baseUrl,
    sandbox: false,
    // The transport comes back with the same request only after a 401: then the token that it carried is the refused one, whatever
    // token other calls have by now.
    async authorize(request) {
      const token = await tokens.get(carried.get(request));
      carried.set(request, token);
      return { authorization: `Bearer ${token}` };
    },
    headers: (operation): Record<string, string> => (needsClientId(operation) ? { 'x-client-id': sdkClientId } : {}),
    readRefusal: (status, body) => ({ ...factsOf(body), reauthorize: status === 401 }),
    refusesWith,
  };
}

// The vendor's page does not exclude an error under a success status. The health of the service has an `error` of its own.
function refusesWith({ group }: Operation, answer: unknown): RefusalFacts | undefined {
  if (group === 'Utility' || !isJson(answer)) return undefined;
  const status = [answer['statusCode'], answer['status_code']].find(isErrorStatus);
  if (status === undefined && !isSaid(answer['error']) && !isSaid(answer['errors'])) return undefined;
  return { ...factsOf(answer), ...(status !== undefined && { standsFor: status }), reauthorize: status === 401 };
}

function isErrorStatus(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 400 && value <= 599;
}

function isSaid(value: unknown): boolean {
  return (typeof value === 'string' && value !== '') || isJson(value) || (Array.isArray(value) && value.length > 0);
}

function factsOf(body: unknown): RefusalFacts {
  if (!isJson(body)) return {};
  const inner = isJson(body['error']) ? body['error'] : {};
  const said = (keys: readonly string[]) => keys.flatMap((key) => [body[key], inner[key]]);
  return {
    errorCode: said(['code', 'error_code', 'errorCode', 'error']).find(isCode),
    correlationId: said(['correlation_id', 'correlationId', 'request_id', 'requestId', 'trace_id', 'traceId']).find(
      isId,
    ),
  };
}

// A small number, or words joined by underscores: one word could be a name, and digits a document number.
function isCode(value: unknown): value is number | string {
  if (typeof value === 'number') return Number.isInteger(value) && Math.abs(value) < 1e6;
  return typeof value === 'string' && value.length <= 64 && /^[A-Za-z]+(?:_[A-Za-z]+)+$/.test(value);
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && /^(?:req[-_])?[0-9a-fA-F-]{16,64}$/.test(value);
}
