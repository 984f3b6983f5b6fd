import { z } from 'zod';
import type { Operation } from '../operation';
import { matchOperations, type Heading, type OperationName } from './matching';
import { readOpenApi, type Endpoint } from './openapi';
import { vultsecurityOperations, type VultsecurityOperations } from './operations';

/** The version of the vendor's page that the rows were written from. */
export const documentedVersion = '2.10.15';

const operationNames = Object.keys(vultsecurityOperations) as [OperationName, ...OperationName[]];

const route = z.strictObject({
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
  /** With `{field}` for request fields that go into the path. */
  path: z
    .string()
    .max(512)
    .regex(/^\/[^\s?#]*$/, 'must be a path from /, without query'),
  /** Request fields that go into the query. Of a GET all that are not in the path do. */
  query: z.array(z.string().min(1).max(128)).max(64).optional(),
});

/** How one operation is reached. */
export type Route = z.output<typeof route>;
/** How the operations are reached, by name. */
export type Routes = { readonly [Name in OperationName]?: Route };

export const routesSchema = z.partialRecord(z.enum(operationNames), route).superRefine((routes, context) => {
  for (const [name, one] of Object.entries(routes) as [OperationName, Route][]) {
    const { problem } = routed(vultsecurityOperations[name], one);
    if (problem !== undefined) context.addIssue({ code: 'custom', path: [name], message: problem });
  }
});

/** What an OpenAPI file gives, and all that it does not. */
export interface RouteReport {
  /** Of the file. */
  readonly version?: string;
  /** Hosts that the file names, for `baseUrl`. */
  readonly servers: readonly string[];
  /** Addresses that the file names, for `tokenUrl`. */
  readonly tokenUrls: readonly string[];
  readonly matched: Routes;
  /** Nothing in the file is this operation, or `why` it cannot be called as the file says. */
  readonly unmatched: readonly (Heading & { readonly why?: string })[];
  /** Several endpoints may be this operation, or one may be several. */
  readonly ambiguous: readonly (Heading & { readonly candidates: readonly string[] })[];
  /** Endpoints of the file that are none of the operations: `POST /path (section: title)`. */
  readonly unused: readonly string[];
  /** Differences that do not keep an operation from being called, and may make the vendor refuse it. */
  readonly remarks: readonly string[];
}

/** The routes in an OpenAPI 3 document, with a complete report. Undefined for anything that is no such document. */
export function routesFromOpenApi(document: unknown): RouteReport | undefined {
  const facts = readOpenApi(document);
  if (facts === undefined) return undefined;
  const matches = matchOperations(facts.endpoints).map((match) => ({
    ...match,
    ...(match.endpoint && placed(vultsecurityOperations[match.operation], match.endpoint)),
  }));
  const named = new Set(matches.flatMap(({ candidates }) => candidates));
  const heading = ({ operation, section, title }: Heading) => ({ operation, section, title });
  return {
    ...(facts.version !== undefined && { version: facts.version }),
    servers: facts.servers,
    tokenUrls: facts.tokenUrls,
    matched: Object.fromEntries(matches.flatMap(({ operation, route: found }) => (found ? [[operation, found]] : []))),
    unmatched: matches
      .filter(({ candidates, problem }) => candidates.length === 0 || problem !== undefined)
      .map((match) => ({ ...heading(match), ...(match.problem !== undefined && { why: match.problem }) })),
    ambiguous: matches
      .filter(({ candidates, endpoint }) => candidates.length > 0 && endpoint === undefined)
      .map((match) => ({ ...heading(match), candidates: match.candidates.map(shown) })),
    unused: facts.endpoints.filter((endpoint) => !named.has(endpoint)).map(shown),
    remarks: [
      ...(facts.version === documentedVersion
        ? []
        : [
            `The file is of version ${facts.version ?? '(not stated)'}; the operations were written from ${documentedVersion}.`,
          ]),
      ...matches.flatMap(({ operation, remark }) => (remark === undefined ? [] : [`${operation}: ${remark}`])),
    ],
  };
}

/** The table with the routes in place of the assumed ones. Operations without a route stay as they are. */
export function withRoutes(table: VultsecurityOperations, routes: Routes): VultsecurityOperations {
  const rows = Object.values<Operation>(table).map((row) => {
    const one = routes[row.name as OperationName];
    return [row.name, one === undefined ? row : { ...row, ...routed(row, one).row }];
  });
  return Object.fromEntries(rows) as VultsecurityOperations;
}

/** What of a row a route replaces, or why it cannot. */
function routed(
  row: Operation,
  { method, path, query }: Route,
): { row?: Pick<Operation, 'method' | 'path' | 'query' | 'body'>; problem?: string } {
  const fields = fieldsOf(row);
  const inPath = placesIn(path);
  const unknown = [...inPath, ...(query ?? [])].filter((field) => !Object.hasOwn(fields, field));
  if (unknown.length > 0) return { problem: `${method} ${path} needs ${unknown.join(', ')}, which it does not have` };
  const left = Object.keys(fields).filter((field) => !inPath.includes(field));
  // A GET has no body: whatever is not in its path goes into its query.
  const inQuery = method === 'GET' ? left : left.filter((field) => query?.includes(field));
  const inBody = left.filter((field) => !inQuery.includes(field));
  const unfit = [...inPath, ...inQuery].filter((field) => isStructured(fields[field]!));
  if (unfit.length > 0)
    return { problem: `${method} ${path} has ${unfit.join(', ')} outside a body, where it does not fit` };
  const body = inBody.length === 0 ? 'none' : row.body === 'none' ? 'json' : row.body;
  return { row: { method, path, query: inQuery, body } };
}

/** The route that an endpoint of the file gives to a row: its parameters by the names of our fields. */
function placed(row: Operation, endpoint: Endpoint): { route?: Route; problem?: string; remark?: string } {
  const fields = Object.keys(fieldsOf(row));
  const fieldFor = (parameter: string) => fields.find((field) => plain(field) === plain(parameter)) ?? parameter;
  const path = endpoint.path.replace(PLACE, (_place, parameter: string) => `{${fieldFor(parameter)}}`);
  const query = fields.filter((field) => endpoint.query.includes(field));
  const found = { method: endpoint.method, path, query };
  if (!route.safeParse(found).success) return { problem: `${endpoint.method} has a path that cannot be called` };
  const { row: changed, problem } = routed(row, found);
  if (changed === undefined) return { problem };
  const strange = endpoint.required.filter((field) => !fields.includes(field));
  const unlisted = (changed.query ?? []).filter((field) => !query.includes(field));
  const remarks = [
    ...(strange.length > 0
      ? [`the file requires ${strange.join(', ')}, which version ${documentedVersion} did not have`]
      : []),
    ...(unlisted.length > 0 ? [`the file does not list the parameters ${unlisted.join(', ')}`] : []),
  ];
  return { route: found, ...(remarks.length > 0 && { remark: remarks.join('; ') }) };
}

const PLACE = /\{([^{}]+)\}/g;

function placesIn(path: string): string[] {
  return [...path.matchAll(PLACE)].map(([, field]) => field!);
}

/** `sessionId` and `session-id` are `session_id`. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function fieldsOf({ request }: Pick<Operation, 'request'>): Readonly<Record<string, z.ZodType>> {
  return (request as z.ZodObject<Record<string, z.ZodType>>).shape;
}

function isStructured(field: z.ZodType): boolean {
  const inner = field instanceof z.ZodOptional ? field.unwrap() : field;
  return inner instanceof z.ZodObject || inner instanceof z.ZodRecord || inner instanceof z.ZodArray;
}

function shown({ method, path, sections, title }: Endpoint): string {
  return `${method} ${path} (${sections[0] ?? 'no section'}: ${title || 'no title'})`;
}
