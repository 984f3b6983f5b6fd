import type { OperationTable } from '../../providers/operation';
import { needsClientId } from '../../providers/vultsecurity/client-id';
import { vultsecurityOperations } from '../../providers/vultsecurity/operations';
import { documentedVersion } from '../../providers/vultsecurity/routes';
import { vendorTitles } from '../../providers/vultsecurity/titles';
import type { Received, Reply } from '../loopback-server';
import type { Json } from './sessions';
import { tokenPath } from './token-endpoint';

export const openApiPath = '/openapi.json';

/**
 * The sandbox's own OpenAPI file, with the assumed methods and paths under the vendor's sections and titles, so that what one does with the
 * vendor's file can be tried. Undefined for requests that are not for it.
 */
export function openApiReply({ method, path }: Received, baseUrl: string): Reply | undefined {
  if (method !== 'GET' || path !== openApiPath) return undefined;
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(openApi(baseUrl)) };
}

function openApi(baseUrl: string): Json {
  const flows = { clientCredentials: { tokenUrl: baseUrl + tokenPath, scopes: {} } };
  const paths: Record<string, Json> = {};
  for (const { name, group, method, path, query = [] } of Object.values(vultsecurityOperations as OperationTable)) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, field]) => parameter('path', field!, true));
    const parameters = [...inPath, ...query.map((field) => parameter('query', field, false))];
    if (needsClientId(name)) parameters.push(parameter('header', 'X-Client-Id', true));
    paths[path] = {
      ...paths[path],
      [method.toLowerCase()]: {
        tags: [group],
        summary: (vendorTitles as Readonly<Record<string, string>>)[name],
        parameters,
        security: group === 'Utility' ? [] : [{ oauth2: [] }],
        responses: { '200': { description: 'OK' }, '400': { description: 'Bad request' } },
      },
    };
  }
  return {
    openapi: '3.0.3',
    info: { title: 'Sandbox of the KYC API: assumed methods and paths', version: documentedVersion },
    servers: [{ url: baseUrl }],
    components: { securitySchemes: { oauth2: { type: 'oauth2', flows } } },
    paths,
  };
}

function parameter(place: string, name: string, required: boolean): Json {
  return { in: place, name, required, schema: { type: 'string' } };
}
