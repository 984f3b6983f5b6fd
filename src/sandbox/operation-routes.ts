import type { Operation, OperationTable } from '../providers/operation';

export type RouteMatch =
  | { readonly row: Operation; readonly params: Readonly<Record<string, string>> }
  | { readonly status: 400 | 404 }
  | { readonly status: 405; readonly allow: string };

interface Route {
  readonly row: Operation;
  readonly pattern: RegExp;
  readonly fields: readonly string[];
}

/**
 * Finds the row that a request is meant for. Several rows may share a method and path: then its fixed query parameters decide,
 * and after them the row whose query parameters fit best (an access token with an `externalActionId` is an action's).
 */
export function operationRoutes(
  operations: OperationTable,
): (method: string, path: string, query: URLSearchParams) => RouteMatch {
  const routes = Object.values(operations)
    .map(compile)
    .sort((a, b) => literalLength(b.row) - literalLength(a.row));
  return (method, path, query) => {
    const here = routes.filter(({ pattern }) => pattern.test(path));
    if (here.length === 0) return { status: 404 };
    // The most literal path wins, so that `-;externalUserId=…` is never taken for an id.
    const best = here.filter(({ row }) => row.path === here[0]!.row.path);
    const allowed = best.filter(({ row }) => row.method === method);
    if (allowed.length === 0) return { status: 405, allow: [...new Set(best.map(({ row }) => row.method))].join(', ') };
    const route = allowed
      .filter(({ row }) => hasConstants(row, query))
      .sort((a, b) => fit(b.row, query) - fit(a.row, query))[0];
    const params = route && readParams(route, path);
    return route && params ? { row: route.row, params } : { status: 400 };
  };
}

function compile(row: Operation): Route {
  const fields: string[] = [];
  const pattern = row.path.split(/\{(\w+)\}/).map((piece, at) => {
    if (at % 2 === 0) return piece.replace(/[.*+?^$()|[\]\\]/g, '\\$&');
    fields.push(piece);
    return '([^/;]+)';
  });
  return { row, fields, pattern: new RegExp(`^${pattern.join('')}$`) };
}

function readParams({ pattern, fields }: Route, path: string): Record<string, string> | undefined {
  const values = pattern.exec(path)!.slice(1);
  try {
    return Object.fromEntries(fields.map((field, at) => [field, decodeURIComponent(values[at]!)]));
  } catch {
    return undefined; // a stray percent sign
  }
}

function literalLength(row: Operation): number {
  return row.path.replace(/\{\w+\}/g, '').length;
}

function hasConstants({ constants = {} }: Operation, query: URLSearchParams): boolean {
  return Object.entries(constants).every(([name, value]) => query.get(name) === value);
}

function fit({ query: names = [] }: Operation, query: URLSearchParams): number {
  return names.reduce((sum, name) => sum + (query.has(name) ? 1 : -1), 0);
}
