import type { CallOptions, OperationTable, ProviderClient } from './operation';
import type { Transport } from './transport';

/** One method a row. */
export function providerClient<Table extends OperationTable>(
  table: Table,
  transport: Transport,
): ProviderClient<Table> {
  const methods = Object.values(table).map((row) => [
    row.name,
    (request: unknown, options?: CallOptions) => transport.call(row, request, options),
  ]);
  return Object.fromEntries(methods) as ProviderClient<Table>;
}
