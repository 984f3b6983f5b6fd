import { z } from 'zod';
import { refusal } from './domain/failures';
import { environmentRows, fromEnvironment } from './config-environment';
import { defaultDocumentLimitBytes } from './domain/documents';
import { idngoOptions } from './providers/idngo/options';
import { identomatOptions } from './providers/identomat/options';
import { vultsecurityOptions } from './providers/vultsecurity/options';

const secret = (what: string) => z.string().min(8).max(4096).describe(`Secret. ${what}`);
const url = (what: string) => z.url({ protocol: /^https?$/ }).describe(what);

/** The one description of every option: types, defaults, documentation table and environment variables derive from it. */
export const configSchema = z.strictObject({
  providers: z
    .strictObject({
      idngo: idngoOptions.optional(),
      identomat: identomatOptions.optional(),
      vultsecurity: vultsecurityOptions.optional(),
    })
    .describe('The providers this installation uses.')
    .default({}),
  store: z
    .strictObject({
      url: z
        .string()
        .regex(/^(postgres(ql)?:\/\/|pglite:)/, 'must start with postgres:// or pglite:')
        .describe('Secret. `postgres://…` in production, `pglite:./folder` (one process) or `pglite:memory` embedded.')
        .default('pglite:./kyc-data'),
    })
    .prefault({}),
  documents: z
    .strictObject({
      url: z
        .string()
        .regex(/^file:/, 'must start with file:')
        .describe('Where binary evidence is kept: `file:./folder`.')
        .default('file:./kyc-documents'),
      maxBytes: z
        .int()
        .positive()
        .describe("Largest document in bytes. The vendor's own maximum is 50 MB, unless the account says otherwise.")
        .default(defaultDocumentLimitBytes),
    })
    .prefault({}),
  notifications: z
    .strictObject({
      url: url('Where decisions and messages to applicants are posted.').optional(),
      secret: secret('Signs notifications (HMAC-SHA256 of the body).').optional(),
    })
    .refine((to) => to.url === undefined || to.secret !== undefined, {
      path: ['secret'],
      message: 'is required with notifications.url: receivers must be able to verify who sent it',
    })
    .prefault({}),
  circuitBreaker: z
    .enum(['on', 'off'])
    .describe(
      'Whether calls of a provider that keeps failing fail at once, but for one that tries, until it answers again. Off where time is simulated.',
    )
    .default('on'),
  taskQueue: z.string().min(1).max(200).describe('Task queue of workflows and ordinary activities.').default('kyc'),
  sideWorkers: z
    .enum(['inline', 'off'])
    .describe(
      'Whether this worker also serves the queues of rate-limited endpoints, or leaves them to `temporal-kyc worker --queue`.',
    )
    .default('inline'),
  registerWorkflows: z
    .boolean()
    .describe(
      "Add this package's workflows to the worker. Turn off when you re-export `temporal-kyc/workflows` yourself.",
    )
    .default(true),
});

export type KycOptions = z.input<typeof configSchema>;
export type Config = z.output<typeof configSchema>;
/** The providers that this package knows. */
export type ProviderName = keyof Config['providers'];

/**
 * Options over `KYC_*` environment over defaults, validated whole. Throws one `kyc.config.Invalid` that names every problem at once and
 * where each option also comes from; values are never echoed, since any of them may be a secret in the wrong place.
 */
export function resolveConfig(options: KycOptions = {}, env: NodeJS.ProcessEnv = process.env): Config {
  // The input is reported so that a missing option can be told from one of the wrong kind; it stays in here.
  const parsed = configSchema.safeParse(fromEnvironment(configSchema, options, env), { reportInput: true });
  if (parsed.success) return deepFreeze(parsed.data);
  const problems = parsed.error.issues.map((issue) => `- ${nameOf(issue.path)}: ${explain(issue)}`);
  throw refusal(
    'kyc.config.Invalid',
    `temporal-kyc cannot start, ${problems.length} option(s) are wrong:\n${problems.join('\n')}\n` +
      `Every option is also read from the environment (docs/configuration.md).`,
  );
}

/** `store.url (KYC_STORE_URL)`: the option, and the variable that also sets it. */
function nameOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'options';
  const row = environmentRows(configSchema).find((one) => one.path.every((part, at) => part === path[at]));
  return path.join('.') + (row ? ` (${row.variable})` : '');
}

function explain(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `unknown option(s) ${issue.keys.map((key) => `'${key}'`).join(', ')}`;
  if ((issue.code === 'invalid_type' || issue.code === 'invalid_union') && issue.input === undefined)
    return 'is required';
  if (issue.code === 'invalid_union') return issue.errors.flatMap(([first]) => first?.message ?? []).join(', or ');
  return issue.message;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
