// Calls of their own making, after the vendor's curl lines, so that the sandbox is not judged by the code that it is there to test.
import type { Sandbox } from '../../../../src/sandbox';

export interface Answer {
  readonly status: number;
  readonly type: string;
  /** Undefined when the answer is no JSON. */
  readonly body: unknown;
  readonly bytes: Buffer;
}

async function answered(response: Response): Promise<Answer> {
  const bytes = Buffer.from(await response.arrayBuffer());
  const type = response.headers.get('content-type') ?? '';
  const body: unknown = type.startsWith('application/json') ? JSON.parse(bytes.toString()) : undefined;
  return { status: response.status, type, body, bytes };
}

/** `curl https://widget…/external-api/<path>/ -F 'company_key=…' -F …`: files as given, objects as JSON text. */
export async function widget(sandbox: Sandbox, path: string, fields: Record<string, unknown> = {}): Promise<Answer> {
  const form = new FormData();
  const all = { company_key: sandbox.identomat.credentials.companyKey, ...fields };
  for (const [name, value] of Object.entries(all)) {
    if (Buffer.isBuffer(value)) form.set(name, new Blob([new Uint8Array(value)], { type: 'image/jpeg' }), 'photo.jpg');
    else form.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  const url = `${sandbox.identomat.hosts.widgetUrl}/external-api/${path}/`;
  return answered(await fetch(url, { method: 'POST', body: form }));
}

/** `curl https://external-api…/<method> -d '{"companyKey":…}'`, which sends JSON under the content type of a form. */
export function external(sandbox: Sandbox, method: string, fields: Record<string, unknown> = {}): Promise<Answer> {
  const all = { companyKey: sandbox.identomat.credentials.companyKey, ...fields };
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return send(`${sandbox.identomat.hosts.externalApiUrl}/${method}`, { headers, body: JSON.stringify(all) });
}

export async function send(url: string, request: RequestInit): Promise<Answer> {
  return answered(await fetch(url, { method: 'POST', ...request }));
}

/** `result` of the external host's envelope. */
export async function resultOf<Result>(answer: Promise<Answer>): Promise<Result> {
  const { status, body } = await answer;
  expect([status, body]).toEqual([200, expect.objectContaining({ result: expect.anything() })]);
  return (body as { result: Result }).result;
}

/** A session that goes by a name: the last part of the address to which its user returns. */
export async function begin(sandbox: Sandbox, name: string, more: Record<string, unknown> = {}): Promise<string> {
  const flags = { return_url: `https://company.example/cases/${name}` };
  const { body } = await widget(sandbox, 'begin', { flags, ...more });
  expect(body).toMatch(/^[a-z0-9]{40}$/);
  return body as string;
}

/** A session that was finished and decided. */
export async function decided(sandbox: Sandbox, name: string, more?: Record<string, unknown>): Promise<string> {
  const token = await begin(sandbox, name, more);
  sandbox.identomat.finishHosted(token);
  await sandbox.identomat.reached(token, 'decided');
  return token;
}

export async function result(sandbox: Sandbox, token: string): Promise<Record<string, unknown>> {
  return (await widget(sandbox, 'result', { session_token: token })).body as Record<string, unknown>;
}
