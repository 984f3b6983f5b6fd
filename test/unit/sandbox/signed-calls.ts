// A client of its own making, so that the sandbox is not judged by the code that it is there to test.
import { createHmac } from 'node:crypto';
import { sampleFile, type Sandbox } from '../../../src/sandbox';

export interface Answer {
  readonly status: number;
  /** Empty when the answer is no JSON. */
  readonly body: Record<string, unknown>;
  readonly bytes: Buffer;
  readonly headers: Headers;
}

export interface Sending {
  readonly body?: Buffer;
  readonly type?: string;
  /** Replaces or, as `undefined`, leaves out headers. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal;
  /** Seconds since the epoch. */
  readonly at?: number;
  /** Default: the sandbox's own. */
  readonly credentials?: { readonly appToken: string; readonly secretKey: string };
}

export async function send(sandbox: Sandbox, method: string, target: string, sending: Sending = {}): Promise<Answer> {
  const { body = Buffer.alloc(0), type, at = Math.floor(Date.now() / 1000), headers = {} } = sending;
  const { appToken, secretKey } = sending.credentials ?? sandbox.idngo.credentials;
  const signature = createHmac('sha256', secretKey).update(`${at}${method}${target}`).update(body).digest('hex');
  const all: Record<string, string | undefined> = {
    'x-app-token': appToken,
    'x-app-access-ts': String(at),
    'x-app-access-sig': signature,
    'content-type': type,
    ...headers,
  };
  const response = await fetch(sandbox.idngo.baseUrl + target, {
    method,
    signal: sending.signal,
    headers: Object.fromEntries(
      Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
    ),
    body: body.length > 0 ? new Uint8Array(body) : undefined,
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  return {
    status: response.status,
    headers: response.headers,
    bytes,
    body: isJson ? (JSON.parse(bytes.toString()) as Answer['body']) : {},
  };
}

export const get = (sandbox: Sandbox, target: string) => send(sandbox, 'GET', target);

export const post = (sandbox: Sandbox, target: string, body?: object) => withJson(sandbox, 'POST', target, body);

export const patch = (sandbox: Sandbox, target: string, body?: object) => withJson(sandbox, 'PATCH', target, body);

function withJson(sandbox: Sandbox, method: string, target: string, body?: object): Promise<Answer> {
  return send(
    sandbox,
    method,
    target,
    body ? { body: Buffer.from(JSON.stringify(body)), type: 'application/json' } : {},
  );
}

export async function createApplicant(
  sandbox: Sandbox,
  externalUserId: string,
  more: { level?: string; [field: string]: unknown } = {},
): Promise<string> {
  const { level = 'basic-kyc-level', ...fields } = more;
  const { status, body } = await post(sandbox, `/resources/applicants?levelName=${level}`, {
    externalUserId,
    ...fields,
  });
  expect(status).toBe(201);
  return body['id'] as string;
}

export interface TestDocument {
  readonly type: string;
  readonly side?: 'FRONT_SIDE' | 'BACK_SIDE';
  readonly content?: Buffer;
  readonly mediaType?: string;
  readonly target?: string;
}

export function upload(sandbox: Sandbox, applicantId: string, document: TestDocument): Promise<Answer> {
  const {
    type,
    side = null,
    content = sampleFile('image/jpeg', `${type}${side}`),
    mediaType = 'image/jpeg',
  } = document;
  const boundary = 'test-boundary';
  const metadata = JSON.stringify({ idDocType: type, country: 'KAZ', idDocSubType: side });
  const body = Buffer.concat([
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="metadata"\r\n\r\n${metadata}\r\n`),
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="content"; filename="f"\r\nContent-Type: ${mediaType}\r\n\r\n`,
    ),
    content,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  const target = document.target ?? `/resources/applicants/${applicantId}/info/idDoc`;
  return send(sandbox, 'POST', target, { body, type: `multipart/form-data; boundary=${boundary}` });
}

/** An ID card with both sides and a selfie: everything that `basic-kyc-level` asks for. */
export async function uploadEverything(sandbox: Sandbox, applicantId: string): Promise<void> {
  for (const document of [
    { type: 'ID_CARD', side: 'FRONT_SIDE' as const },
    { type: 'ID_CARD', side: 'BACK_SIDE' as const },
    { type: 'SELFIE' },
  ]) {
    expect((await upload(sandbox, applicantId, document)).status).toBe(200);
  }
}

export interface StepStatus {
  readonly reviewResult?: object;
  readonly idDocType: string;
  readonly imageIds: number[];
  readonly imageReviewResults: Record<string, { reviewAnswer: string }>;
}

/** What requiredIdDocsStatus says, step by step. */
export async function stepsOf(sandbox: Sandbox, applicantId: string): Promise<Record<string, StepStatus | null>> {
  const { status, body } = await get(sandbox, `/resources/applicants/${applicantId}/requiredIdDocsStatus`);
  expect(status).toBe(200);
  return body as Record<string, StepStatus | null>;
}

export const requestCheck = (sandbox: Sandbox, applicantId: string) =>
  post(sandbox, `/resources/applicants/${applicantId}/status/pending`);

/** Somebody with complete documents whose review has ended. */
export async function reviewed(sandbox: Sandbox, externalUserId: string): Promise<string> {
  const applicantId = await createApplicant(sandbox, externalUserId);
  await uploadEverything(sandbox, applicantId);
  expect((await requestCheck(sandbox, applicantId)).status).toBe(200);
  await sandbox.idngo.reached(externalUserId, 'completed');
  return applicantId;
}
