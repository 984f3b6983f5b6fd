import { z } from 'zod';
import { faultSchema } from './faults';
import { reviewSchema, reviewStepsSchema } from './idngo/review-script';
import { uploadRemarksSchema } from './idngo/upload-remarks';
import type { Received, Reply } from './loopback-server';
import { sandboxAnnouncement, type Sandbox } from './sandbox';

interface Control {
  readonly input: z.ZodType;
  run(sandbox: Sandbox, input: unknown): unknown;
}

/** One thing that another process may ask of the sandbox itself. */
function control<Input extends z.ZodType>(
  input: Input,
  run: (sandbox: Sandbox, input: z.output<Input>) => unknown,
): Control {
  return { input, run: (sandbox, given) => run(sandbox, given as z.output<Input>) };
}

const externalUserId = z.string().min(1).max(512);
const name = z.string().min(1).max(100);
const filter = z.strictObject({ operation: name.optional(), externalUserId: externalUserId.optional() });
const expected = { externalUserId: externalUserId.optional(), times: z.int().positive().optional() };
const timeoutMs = z.int().positive().max(600_000).optional();
const someone = z.strictObject({ externalUserId });
const script = z.strictObject({ externalUserId, steps: reviewStepsSchema });
const documents = z
  .array(
    z.strictObject({
      idDocType: name,
      country: z.string().length(3).optional(),
      sides: z.array(z.enum(['front', 'back'])).optional(),
    }),
  )
  .max(20);
const status = z.enum(['init', 'pending', 'prechecked', 'queued', 'onHold', 'completed']);

/** `GET` takes its input from the query, the others a JSON object from the body. */
const controls = {
  'GET /_sandbox': control(z.strictObject({}), (sandbox) => sandboxAnnouncement(sandbox)),
  'GET /_sandbox/faults': control(z.strictObject({}), ({ faults }) => faults.pending()),
  'POST /_sandbox/faults': control(z.strictObject({ fault: faultSchema }), ({ faults }, { fault }) =>
    faults.add(fault),
  ),
  'DELETE /_sandbox/faults': control(z.strictObject({ id: name.optional() }), ({ faults }, { id }) => faults.lift(id)),
  'GET /_sandbox/idngo/calls': control(filter, ({ idngo }, given) => idngo.calls(given)),
  'GET /_sandbox/idngo/effects': control(someone.partial(), ({ idngo }, given) =>
    given.externalUserId === undefined ? idngo.effects() : idngo.effectsOn(given.externalUserId),
  ),
  'GET /_sandbox/idngo/applicant': control(someone, ({ idngo }, given) => idngo.applicant(given.externalUserId)),
  'GET /_sandbox/idngo/webhooks': control(z.strictObject({}), ({ idngo }) => idngo.webhooks()),
  'GET /_sandbox/idngo/load': control(
    z.strictObject({ operation: name, seconds: z.coerce.number().positive() }),
    ({ idngo }, { operation, seconds }) => ({
      windowMax: idngo.windowMax(operation, seconds),
      concurrencyMax: idngo.concurrencyMax(operation),
    }),
  ),
  'POST /_sandbox/idngo/script': control(script, ({ idngo }, given) => idngo.script(given.externalUserId, given.steps)),
  'POST /_sandbox/idngo/script-actions': control(script, ({ idngo }, given) =>
    idngo.scriptActions(given.externalUserId, given.steps),
  ),
  'POST /_sandbox/idngo/flip': control(z.strictObject({ externalUserId, review: reviewSchema }), ({ idngo }, given) =>
    idngo.flip(given.externalUserId, given.review),
  ),
  'POST /_sandbox/idngo/remark-uploads': control(
    z.strictObject({ externalUserId, remarks: uploadRemarksSchema }),
    ({ idngo }, given) => idngo.remarkUploads(given.externalUserId, given.remarks),
  ),
  'POST /_sandbox/idngo/will-show': control(z.strictObject({ externalUserId, documents }), ({ idngo }, given) =>
    idngo.willShow(given.externalUserId, given.documents),
  ),
  'POST /_sandbox/idngo/finish-hosted': control(someone, ({ idngo }, given) =>
    idngo.finishHosted(given.externalUserId),
  ),
  'POST /_sandbox/idngo/webhook-url': control(z.strictObject({ url: z.url() }), ({ idngo }, given) =>
    idngo.sendWebhooksTo(given.url),
  ),
  'POST /_sandbox/idngo/forge-webhook': control(
    z.strictObject({ externalUserId, forgery: z.enum(['bad-signature', 'unknown-user']) }),
    ({ idngo }, given) => idngo.forgeWebhook(given.externalUserId, given.forgery),
  ),
  // These answer when it has happened, or at the deadline with 409 and what was seen instead.
  'POST /_sandbox/idngo/called': control(
    z.strictObject({ operation: name, ...expected, timeoutMs }),
    ({ idngo }, { operation, timeoutMs: deadline, ...given }) => idngo.called(operation, given, deadline),
  ),
  'POST /_sandbox/idngo/reached': control(z.strictObject({ externalUserId, status, timeoutMs }), ({ idngo }, given) =>
    idngo.reached(given.externalUserId, given.status, given.timeoutMs),
  ),
  'POST /_sandbox/idngo/delivered': control(
    z.strictObject({ type: name, ...expected, timeoutMs }),
    ({ idngo }, { type, timeoutMs: deadline, ...given }) => idngo.delivered(type, given, deadline),
  ),
  'POST /_sandbox/idngo/webhooks-settled': control(z.strictObject({ timeoutMs }), ({ idngo }, given) =>
    idngo.webhooksSettled(given.timeoutMs),
  ),
} satisfies Record<string, Control>;

export type ControlRoute = keyof typeof controls;

/** The answer to a request under `/_sandbox`, or undefined when it is meant for a provider. */
export function controlAnswers(received: Received, sandbox: () => Sandbox): Promise<Reply> | undefined {
  return received.path === '/_sandbox' || received.path.startsWith('/_sandbox/')
    ? answer(received, sandbox())
    : undefined;
}

async function answer({ method, path, query, headers, body }: Received, sandbox: Sandbox): Promise<Reply> {
  const row: Control | undefined = (controls as Record<string, Control>)[`${method} ${path}`];
  if (!row) return reply(404, { error: `No such control. Known: ${Object.keys(controls).join(', ')}` });
  // A page in a browser could send a form here; it cannot send JSON without being asked first.
  if (method !== 'GET' && headers['content-type'] !== 'application/json')
    return reply(415, { error: 'Send application/json' });
  const given = method === 'GET' ? Object.fromEntries(query) : parse(body);
  const input = row.input.safeParse(given);
  if (!input.success) return reply(400, { error: z.prettifyError(input.error) });
  try {
    return reply(200, (await row.run(sandbox, input.data)) ?? null);
  } catch (error) {
    return reply(409, { error: (error as Error).message });
  }
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8') || '{}');
  } catch {
    return undefined;
  }
}

function reply(status: number, value: unknown): Reply {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}
