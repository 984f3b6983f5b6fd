import { configSchema, type KycOptions } from '../config';
import { environmentRows } from '../config-environment';

/** The same options as the variables that another process reads them from. */
export function optionsAsEnvironment(options: KycOptions): Record<string, string> {
  return Object.fromEntries(
    environmentRows(configSchema).flatMap(({ variable, path }) => {
      const value = path.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], options);
      return value === undefined ? [] : [[variable, asText(value)] as const];
    }),
  );
}

/** A list of texts with commas, a text as it is, anything else as JSON: so a number and a switch, too. */
function asText(value: unknown): string {
  if (Array.isArray(value)) return value.join(',');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
