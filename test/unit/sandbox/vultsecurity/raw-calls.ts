// A client of its own making, with nothing but the vendor's document and OAuth2, so that the sandbox is not judged by the code that it is
// there to test. Paths are the assumed ones.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FaultScript, type Fault } from '../../../../src/sandbox/faults';
import { sampleFile } from '../../../../src/sandbox/sample-files';
import { startVultsecurity, type VultsecuritySandboxOptions } from '../../../../src/sandbox/vultsecurity/start';
import type { VultsecuritySandbox } from '../../../../src/sandbox/vultsecurity/vultsecurity-sandbox';

type Json = Record<string, unknown>;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
  /** Undefined when the answer is no JSON. */
  readonly body: unknown;
}

export interface Account {
  readonly sandbox: VultsecuritySandbox;
  readonly faults: FaultScript;
  /** A JSON call with token and `X-Client-Id`; `headers` replaces or, as `undefined`, leaves out. */
  post(path: string, body: unknown, headers?: Record<string, string | undefined>): Promise<Answer>;
  get(path: string, headers?: Record<string, string | undefined>): Promise<Answer>;
  upload(side: 'front' | 'back', fields: Record<string, string | Blob>): Promise<Answer>;
  /** The body of a call that must succeed. */
  ok(path: string, body: unknown): Promise<Json>;
  forgetToken(): void;
  stop(): Promise<void>;
}

export async function openAccount(
  options: VultsecuritySandboxOptions & { now?: () => number; webhookUrl?: string; faults?: readonly Fault[] } = {},
): Promise<Account> {
  const { now = Date.now, webhookUrl, faults: script, ...rest } = options;
  const faults = new FaultScript(script);
  const { vultsecurity: sandbox, stop } = await startVultsecurity(
    { faults, now, seed: 'test', timeScale: 1, webhookUrl, control: () => undefined },
    rest,
  );
  let token: string | undefined;

  async function call(
    method: string,
    path: string,
    headers: Record<string, string | undefined>,
    body?: RequestInit['body'],
  ) {
    token ??= ((await requestToken(sandbox)).body as { access_token: string }).access_token;
    const all: Record<string, string | undefined> = {
      authorization: `Bearer ${token}`,
      'x-client-id': sandbox.credentials.sdkClientId,
      ...headers,
    };
    const sent = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
    return read(await fetch(sandbox.baseUrl + path, { method, headers: sent, body }));
  }

  const post: Account['post'] = (path, body, headers = {}) =>
    call('POST', path, { 'content-type': 'application/json', ...headers }, JSON.stringify(body));

  return {
    sandbox,
    faults,
    stop,
    post,
    get: (path, headers = {}) => call('GET', path, headers),
    upload: (side, fields) => {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) {
        if (typeof value === 'string') form.append(name, value);
        else form.append(name, value, 'document.jpg');
      }
      return call('POST', `/idv/sdk/document-${side}-image/add`, {}, form);
    },
    ok: async (path, body) => {
      const answer = await post(path, body);
      expect([path, answer.status, answer.body]).toEqual([path, 200, expect.anything()]);
      return answer.body as Json;
    },
    forgetToken: () => (token = undefined),
  };
}

export async function requestToken(
  { tokenUrl, credentials }: VultsecuritySandbox,
  { form = {}, headers = {} }: { form?: Record<string, string>; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const basic = Buffer.from(`${credentials.clientId}:${credentials.clientSecret}`).toString('base64');
  return read(
    await fetch(tokenUrl, {
      method: 'POST',
      headers: { authorization: `Basic ${basic}`, ...headers },
      body: new URLSearchParams({ grant_type: 'client_credentials', ...form }),
    }),
  );
}

export async function read(response: Response): Promise<Answer> {
  const bytes = Buffer.from(await response.arrayBuffer());
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  return {
    status: response.status,
    headers: response.headers,
    bytes,
    body: isJson ? (JSON.parse(bytes.toString()) as unknown) : undefined,
  };
}

export const place = { latitude: 40.7128, longitude: -74.006 };
export const placeText = { latitude: '40.7128', longitude: '-74.0060' };

export function picture(marker: string, type = 'image/jpeg'): Blob {
  return new Blob([new Uint8Array(sampleFile(type, marker))], { type });
}

/** A new verification for this key. */
export async function openSession(account: Account, key: string, more: Json = {}): Promise<string> {
  const { session_id } = await account.ok('/idv/session/create', { metadata: { kycKey: key }, ...more });
  return session_id as string;
}

/** All steps but finalization. */
export async function takeSteps(account: Account, session_id: string, type = 'driver_license'): Promise<void> {
  await account.ok('/idv/sdk/identity-consent/add', { session_id, consented: true });
  await account.ok('/idv/sdk/document-type/update', { session_id, document_type_e: type });
  const sides = type === 'passport' ? (['front'] as const) : (['front', 'back'] as const);
  for (const side of sides) {
    const { status } = await account.upload(side, {
      session_id,
      ...placeText,
      image: picture(`${session_id} ${side}`),
    });
    expect(status).toBe(200);
  }
  await account.ok('/idv/sdk/liveness-session/generate', { session_id, ...place });
  await account.ok('/idv/sdk/liveness-session/process', { session_id, ...place });
}

export const finalize = (account: Account, session_id: string) => account.ok('/idv/sdk/finalize', { session_id });

export const readSession = (account: Account, session_id: string) => account.ok('/idv/session/read', { session_id });

/** A session that went through everything. */
export async function finished(account: Account, key: string, type?: string): Promise<string> {
  const session_id = await openSession(account, key);
  await takeSteps(account, session_id, type);
  await finalize(account, session_id);
  return session_id;
}

/** The identity that a finished session yielded. */
export async function identified(account: Account, key: string): Promise<{ session_id: string; identity_id: string }> {
  const session_id = await finished(account, key);
  const { identity_id } = await readSession(account, session_id);
  expect(identity_id).toEqual(expect.any(String));
  return { session_id, identity_id: identity_id as string };
}

export interface ReceivedCall {
  readonly path: string;
  readonly type: string | undefined;
  readonly text: string;
}

/** An integrator's endpoint: keeps what arrives and takes everything. */
export async function startReceiver() {
  const received: ReceivedCall[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { url: path = '', headers } = request;
      received.push({ path, type: headers['content-type'], text: Buffer.concat(chunks).toString() });
      response.writeHead(200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
