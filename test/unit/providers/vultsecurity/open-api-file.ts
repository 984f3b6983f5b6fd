import { documentedOperations, type DocumentedOperation } from './fixtures';

type Json = Record<string, unknown>;

/** One operation in a made-up OpenAPI file. */
export interface Drawn {
  readonly method: string;
  readonly path: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly operation: Json;
}

/** The 53 operations as a made-up file of the vendor may have them: other paths than the assumed ones, other words than ours. */
export function drawnOperations(): Drawn[] {
  return documentedOperations.map((facts) => ({
    method: facts.body === 'none' ? 'get' : 'post',
    path: `/v2/${facts.operation.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}${facts.pathParams ? '/{id}' : ''}`,
    tags: [facts.section],
    summary: facts.title,
    operation: contentOf(facts),
  }));
}

export function openApiFile(drawn: readonly Drawn[] = drawnOperations(), more: Json = {}): Json {
  const paths: Record<string, Json> = {};
  for (const { method, path, tags, summary, operation } of drawn) {
    paths[path] = { ...paths[path], [method]: { tags, summary, ...operation } };
  }
  return {
    openapi: '3.0.3',
    info: { title: 'KYC API', version: '2.10.15' },
    servers: [{ url: 'https://kyc-api.example' }],
    paths,
    components: {
      parameters: { clientId: { in: 'header', name: 'X-Client-Id', required: true, schema: { type: 'string' } } },
      schemas: { Consent: { type: 'object', required: ['session_id', 'consented'] } },
      securitySchemes: {
        oauth2: {
          type: 'oauth2',
          flows: { clientCredentials: { tokenUrl: 'https://login.example/oauth2/token', scopes: {} } },
        },
      },
    },
    ...more,
  };
}

function contentOf({
  operation,
  clientId,
  pathParams = [],
  query = {},
  request = {},
  body,
}: DocumentedOperation): Json {
  const parameters = [
    ...(clientId ? [{ $ref: '#/components/parameters/clientId' }] : []),
    ...pathParams.map((name) => ({ in: 'path', name, required: true })),
    ...Object.keys(query).map((name) => ({ in: 'query', name })),
  ];
  const required = Object.keys(request).filter((field) => !request[field]!.startsWith('optional '));
  const schema =
    operation === 'addIdentityConsent' ? { $ref: '#/components/schemas/Consent' } : { type: 'object', required };
  const mediaType = body === 'multipart' ? 'multipart/form-data' : 'application/json';
  return { parameters, ...(body !== 'none' && { requestBody: { content: { [mediaType]: { schema } } } }) };
}
