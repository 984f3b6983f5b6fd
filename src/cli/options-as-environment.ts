import { configSchema, type KycOptions } from '../config';
import { environmentRows } from '../config-environment';

/** The same options as the variables that another process reads them from. */
export function optionsAsEnvironment(options: KycOptions): Record<string, string> {
  return Object.fromEntries(
    environmentRows(configSchema).flatMap(({ variable, path }) => {
      const value = path.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], options);
      // What a variable can set is a text, a number, a switch, or a list of texts.
      const parts = (Array.isArray(value) ? value : [value]) as readonly (string | number | boolean)[];
      return value === undefined ? [] : [[variable, parts.join(',')] as const];
    }),
  );
}
