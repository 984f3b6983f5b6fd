import type { Operation } from '../operation';
import { isJson, type Json } from '../reading';

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;
const MOST_ENDPOINTS = 2000;
const MOST_REFERENCES = 10;

/** One operation of an OpenAPI file, as far as finding and calling it goes. */
export interface Endpoint {
  readonly method: Operation['method'];
  /** With `{parameter}`s as the file names them. */
  readonly path: string;
  /** Its tags, and what the tags are called on the page. */
  readonly sections: readonly string[];
  /** Its summary; without one, its operationId. */
  readonly title: string;
  readonly query: readonly string[];
  readonly headers: readonly string[];
  /** Parameters and fields of the body without which it refuses a call. */
  readonly required: readonly string[];
}

export interface OpenApiFacts {
  readonly version?: string;
  readonly servers: readonly string[];
  readonly tokenUrls: readonly string[];
  readonly endpoints: readonly Endpoint[];
}

/** What an OpenAPI 3 document says of operations, hosts and token addresses. Undefined for anything that is no such document; never throws. */
export function readOpenApi(document: unknown): OpenApiFacts | undefined {
  if (!isJson(document) || !isJson(document['paths'])) return undefined;
  const { openapi, info, paths } = document;
  if (typeof openapi !== 'string' || !openapi.startsWith('3.')) return undefined;
  const titles = tagTitles(document['tags']);
  const endpoints = Object.entries(paths).flatMap(([path, unresolved]) => {
    const item = resolve(document, unresolved);
    return methods.flatMap((method) => {
      const operation = resolve(document, item[method]);
      return isJson(item[method]) ? [endpointOf(document, titles, path, method, item, operation)] : [];
    });
  });
  const version = isJson(info) && typeof info['version'] === 'string' ? info['version'].slice(0, 64) : undefined;
  return {
    ...(version !== undefined && { version }),
    servers: textsIn(
      Array.isArray(document['servers']) ? document['servers'].map((one) => isJson(one) && one['url']) : [],
    ),
    tokenUrls: tokenUrlsOf(document),
    endpoints: endpoints.slice(0, MOST_ENDPOINTS),
  };
}

function endpointOf(
  document: Json,
  titles: ReadonlyMap<string, string>,
  path: string,
  method: (typeof methods)[number],
  item: Json,
  operation: Json,
): Endpoint {
  const tags = textsIn(operation['tags']);
  // Parameters of the path count for each of its operations.
  const parameters = [item['parameters'], operation['parameters']]
    .flatMap((list) => (Array.isArray(list) ? (list as unknown[]) : []))
    .map((one) => resolve(document, one));
  const named = (place: string) => textsIn(parameters.filter((one) => one['in'] === place).map((one) => one['name']));
  const body = resolve(document, operation['requestBody']);
  return {
    method: method.toUpperCase() as Operation['method'],
    path,
    sections: tags.flatMap((tag) => [tag, titles.get(tag) ?? []].flat()),
    title: textsIn([operation['summary'], operation['operationId']])[0] ?? '',
    query: named('query'),
    headers: named('header').map((header) => header.toLowerCase()),
    required: [
      ...textsIn(
        parameters.filter((one) => one['required'] === true && one['in'] === 'query').map((one) => one['name']),
      ),
      ...requiredIn(document, body),
    ],
  };
}

function requiredIn(document: Json, body: Json): string[] {
  const content = isJson(body['content']) ? Object.values(body['content']) : [];
  return [
    ...new Set(
      content.flatMap((media) => textsIn(resolve(document, isJson(media) ? media['schema'] : undefined)['required'])),
    ),
  ];
}

/** The page's headings are a tag's name, or what `x-displayName` puts in its place. */
function tagTitles(tags: unknown): ReadonlyMap<string, string> {
  const pairs = (Array.isArray(tags) ? (tags as unknown[]) : []).flatMap((tag) => {
    const [name, shown] = isJson(tag) ? [tag['name'], tag['x-displayName']] : [];
    return typeof name === 'string' && typeof shown === 'string' ? [[name, shown] as const] : [];
  });
  return new Map(pairs);
}

function tokenUrlsOf(document: Json): string[] {
  const { securitySchemes } = resolve(document, document['components']);
  const flows = (isJson(securitySchemes) ? Object.values(securitySchemes) : []).flatMap((scheme) =>
    Object.values(resolve(document, resolve(document, scheme)['flows'])),
  );
  return [...new Set(textsIn(flows.map((flow) => isJson(flow) && flow['tokenUrl'])))];
}

/** The object itself, or the one inside the same document that its `$ref` points to; `{}` when there is none. */
function resolve(document: Json, value: unknown): Json {
  let found = value;
  for (let hops = 0; hops < MOST_REFERENCES && isJson(found) && typeof found['$ref'] === 'string'; hops++) {
    found = pointedTo(document, found['$ref']);
  }
  return isJson(found) && !('$ref' in found) ? found : {};
}

function pointedTo(document: Json, reference: string): unknown {
  if (!reference.startsWith('#/')) return undefined;
  return reference
    .slice(2)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((at, key) => (isJson(at) && Object.hasOwn(at, key) ? at[key] : undefined), document);
}

/** The texts of a list; of anything else, none. */
function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string' && one !== '') : [];
}
