import { identomatOperations } from './identomat';
import { idngoOperations } from './idngo';
import type { Effect, Limit, OperationTable } from './operation';
import { vultsecurityOperations } from './vultsecurity';

export {
  createIdentomatClient,
  identomatOperations,
  type IdentomatClient,
  type IdentomatConfig,
  type IdentomatOperations,
} from './identomat';
export { createIdngoClient, idngoOperations, type IdngoClient, type IdngoOperations } from './idngo';
export type { IdngoConfig } from './idngo/options';
export {
  createVultsecurityClient,
  vultsecurityOperations,
  type VultsecurityClient,
  type VultsecurityConfig,
  type VultsecurityOperations,
} from './vultsecurity';
export { routesFromOpenApi, type Route, type RouteReport, type Routes } from './vultsecurity/routes';
export { identomat, idngo, vultsecurity } from './verdicts';
export type { IdentomatReading } from './identomat/verdict';
export type { VultsecurityReading } from './vultsecurity/verdict';
export type { Verdict, VerdictItem, VerdictStatus } from '../domain/verdict';
export type {
  CallOptions,
  DocumentAccess,
  Effect,
  Limit,
  Operation,
  OperationTable,
  ProviderClient,
  RequestOf,
  ResponseOf,
} from './operation';
export type { CallReport, TransportOptions } from './transport';

/** One row as the reference and `temporal-kyc operations` show it. */
export interface OperationSummary {
  readonly provider: string;
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly effect: Effect;
  readonly limit: Limit | null;
}

/** The rows of every provider. */
export const operationTables = {
  idngo: idngoOperations,
  identomat: identomatOperations,
  vultsecurity: vultsecurityOperations,
} as const satisfies Record<string, OperationTable>;

/** Every operation of every provider. */
export const operations: readonly OperationSummary[] = Object.entries(operationTables).flatMap(([provider, table]) =>
  Object.values(table as OperationTable).map(({ name, method, path, effect, limit = null }) => ({
    provider,
    operation: name,
    method,
    path,
    effect,
    limit,
  })),
);
