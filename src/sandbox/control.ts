import { z } from 'zod';
import { control, name, observations, servedFor, type Control } from './control-rows';
import { faultSchema } from './faults';
import { identomatControls } from './identomat/controls';
import { idngoControls } from './idngo/controls';
import type { Received, Reply } from './loopback-server';
import { sandboxAnnouncement, type Sandbox } from './sandbox';
import { vultsecurityControls } from './vultsecurity/controls';

/** `GET` takes its input from the query, the others a JSON object from the body. */
const controls = {
  'GET /_sandbox': control(z.strictObject({}), (sandbox) => sandboxAnnouncement(sandbox)),
  'POST /_sandbox/webhook-url': control(z.strictObject({ url: z.url() }), (sandbox, { url }) =>
    sandbox.sendWebhooksTo(url),
  ),
  'GET /_sandbox/faults': control(z.strictObject({}), ({ faults }) => faults.pending()),
  'POST /_sandbox/faults': control(z.strictObject({ fault: faultSchema }), ({ faults }, { fault }) =>
    faults.add(fault),
  ),
  'DELETE /_sandbox/faults': control(z.strictObject({ id: name.optional() }), ({ faults }, { id }) => faults.lift(id)),
  ...servedFor('idngo', { ...observations(({ idngo }) => idngo), ...idngoControls }),
  ...servedFor('identomat', { ...observations(({ identomat }) => identomat), ...identomatControls }),
  ...servedFor('vultsecurity', { ...observations(({ vultsecurity }) => vultsecurity), ...vultsecurityControls }),
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
