import { identomatOperations } from './identomat';
import { idngoOperations } from './idngo';
import type { Effect, Limit, OperationTable } from './operation';
import { vultsecurityOperations } from './vultsecurity';

export { createIdngoClient, idngoOperations, type IdngoClient, type IdngoOperations } from './idngo';
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
