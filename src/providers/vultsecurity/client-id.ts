import { vultsecurityOperations } from './operations';

// The last one stands among the server's operations on the vendor's page, and yet lists the header.
const names: ReadonlySet<string> = new Set(
  Object.values(vultsecurityOperations)
    .filter(({ group, name }) => group === 'IDV SDK' || group === 'IDA SDK' || name === 'readIdaSdkSession')
    .map(({ name }) => name),
);

/** Whether the vendor requires the header `X-Client-Id`: the steps that its component on the device makes, 14 operations. */
export function needsClientId(operation: string): boolean {
  return names.has(operation);
}
