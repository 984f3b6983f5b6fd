import { z } from 'zod';
import type { ProviderName } from './faults';
import type { ProviderSandbox } from './provider-sandbox';
import type { Sandbox } from './sandbox';

/** One thing that another process may ask of the sandbox itself. */
export interface Control {
  readonly input: z.ZodType;
  run(sandbox: Sandbox, input: unknown): unknown;
}

export function control<Input extends z.ZodType>(
  input: Input,
  run: (sandbox: Sandbox, input: z.output<Input>) => unknown,
): Control {
  return { input, run: (sandbox, given) => run(sandbox, given as z.output<Input>) };
}

/** `POST script` of a provider as the route that it is served at. */
type Served<Rows, Provider extends ProviderName> = {
  [
    Row in keyof Rows as Row extends `${infer Method} ${infer Path}` ? `${Method} /_sandbox/${Provider}/${Path}` : never
  ]: Control;
};

export function servedFor<Provider extends ProviderName, Rows extends Record<string, Control>>(
  provider: Provider,
  rows: Rows,
): Served<Rows, Provider> {
  const served = Object.entries(rows).map(([row, what]) => [row.replace(' ', ` /_sandbox/${provider}/`), what]);
  return Object.fromEntries(served) as Served<Rows, Provider>;
}

export const externalUserId = z.string().min(1).max(512);
export const name = z.string().min(1).max(100);
export const timeoutMs = z.int().positive().max(600_000).optional();
const expected = { externalUserId: externalUserId.optional(), times: z.int().positive().optional() };

/** What every provider can be asked: what it was asked itself, and what became of its webhooks. */
export function observations(of: (sandbox: Sandbox) => ProviderSandbox) {
  return {
    'GET calls': control(
      z.strictObject({ operation: name.optional(), externalUserId: externalUserId.optional() }),
      (sandbox, given) => of(sandbox).calls(given),
    ),
    'GET effects': control(z.strictObject({ externalUserId: externalUserId.optional() }), (sandbox, given) =>
      given.externalUserId === undefined ? of(sandbox).effects() : of(sandbox).effectsOn(given.externalUserId),
    ),
    'GET webhooks': control(z.strictObject({}), (sandbox) => of(sandbox).webhooks()),
    'GET load': control(
      z.strictObject({ operation: name, seconds: z.coerce.number().positive() }),
      (sandbox, { operation, seconds }) => ({
        windowMax: of(sandbox).windowMax(operation, seconds),
        concurrencyMax: of(sandbox).concurrencyMax(operation),
      }),
    ),
    'POST webhook-url': control(z.strictObject({ url: z.url() }), (sandbox, { url }) =>
      of(sandbox).sendWebhooksTo(url),
    ),
    // These answer when it has happened, or at the deadline with 409 and what was seen instead.
    'POST called': control(
      z.strictObject({ operation: name, ...expected, timeoutMs }),
      (sandbox, { operation, timeoutMs: deadline, ...given }) => of(sandbox).called(operation, given, deadline),
    ),
    'POST delivered': control(
      z.strictObject({ type: name, ...expected, timeoutMs }),
      (sandbox, { type, timeoutMs: deadline, ...given }) => of(sandbox).delivered(type, given, deadline),
    ),
    'POST webhooks-settled': control(z.strictObject({ timeoutMs }), (sandbox, given) =>
      of(sandbox).webhooksSettled(given.timeoutMs),
    ),
  };
}
