import { needsClientId } from '../../../../src/providers/vultsecurity/client-id';
import { vultsecurityOperations } from '../../../../src/providers/vultsecurity/operations';
import type { CallReport } from '../../../../src/providers/transport';
import { answer } from '../scripted-server';
import { LoopbackVultsecurity, token } from './loopback-vultsecurity';

const vultsecurity = new LoopbackVultsecurity();
const session_id = 'session-1';
const png = Buffer.from('89504e470d0a1a0a0d0a2d2d6b7963', 'hex');

beforeEach(() => vultsecurity.tokens.will(token('token-1')));

describe('a call', () => {
  test('carries the bearer token and its fields as JSON', async () => {
    vultsecurity.server.will(answer(200, { session_id }));
    await vultsecurity.client.createIdvSession({ metadata: { kycKey: 'case-4711/1' }, liveness_mode: 'passive' });
    const { method, target, headers, body } = vultsecurity.server.last;
    expect({ method, target, body: body.toString() }).toEqual({
      method: 'POST',
      target: '/idv/session/create',
      body: '{"metadata":{"kycKey":"case-4711/1"},"liveness_mode":"passive"}',
    });
    expect(headers).toMatchObject({ authorization: 'Bearer token-1', 'content-type': 'application/json' });
    expect(headers['x-client-id']).toBeUndefined();
  });

  test('of a step of the SDK carries X-Client-Id: the configured one, or the OAuth2 client id', async () => {
    vultsecurity.tokens.will(token('token-2'));
    vultsecurity.server.will(answer(200, {}), answer(200, {}));
    await vultsecurity.client.addIdentityConsent({ session_id, consented: true });
    expect(vultsecurity.server.last.headers['x-client-id']).toBe('client:1');
    await vultsecurity.open({ sdkClientId: 'tenant-7' }).addIdentityConsent({ session_id, consented: true });
    expect(vultsecurity.server.last.headers['x-client-id']).toBe('tenant-7');
    expect(Object.keys(vultsecurityOperations).filter(needsClientId)).toHaveLength(14);
  });

  test('with query and path fields puts them there, and nothing into a body', async () => {
    vultsecurity.server.will(answer(200, { requirements: [] }), answer(200, {}));
    await vultsecurity.client.getRequirements({ user_id: 'u 1', type_e: 'passport' });
    expect(vultsecurity.server.last).toMatchObject({
      method: 'GET',
      target: '/idv/requirements?user_id=u%201&type_e=passport',
    });
    await vultsecurity.client.getWeightsById({ id: 'w/1' });
    expect(vultsecurity.server.last).toMatchObject({
      method: 'GET',
      target: '/idv/weights/w%2F1',
      body: Buffer.alloc(0),
    });
  });

  test('is reported with each of its statuses', async () => {
    const calls: CallReport[] = [];
    const reporting = vultsecurity.open({}, { onCall: (call) => calls.push(call) });
    vultsecurity.tokens.will(token('token-2'));
    vultsecurity.server.will(answer(401), answer(200, {}));
    await reporting.ping({});
    expect(calls.map(({ operation, status }) => [operation, status])).toEqual([
      ['ping', 401],
      ['ping', 200],
    ]);
  });
});

describe('images', () => {
  test('are uploaded as a form: text first, the file last', async () => {
    vultsecurity.server.will(answer(200));
    const image = vultsecurity.documents.add(png, 'image/png');
    await vultsecurity.client.addDocumentFrontImage({ session_id, latitude: '40.7128', longitude: '-74.006', image });
    const { headers, body } = vultsecurity.server.last;
    expect(headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(headers['x-client-id']).toBe('client:1');
    const text = body.toString('latin1');
    expect([...text.matchAll(/ name="(\w+)"/g)].map(([, name]) => name)).toEqual([
      'session_id',
      'latitude',
      'longitude',
      'image',
    ]);
    expect(text).toContain(png.toString('latin1'));
    expect(text).toMatch(/name="image"; filename="image\.png"\r\nContent-Type: image\/png\r\n/);
  });

  test('of a liveness session go as base64', async () => {
    vultsecurity.server.will(answer(200, { token: 'liveness-1' }));
    const images = [vultsecurity.documents.add(png, 'image/png')];
    await vultsecurity.client.processIdvLivenessSession({ session_id, latitude: 40.7128, longitude: -74.006, images });
    expect(JSON.parse(vultsecurity.server.last.body.toString())).toEqual({
      session_id,
      latitude: 40.7128,
      longitude: -74.006,
      images: [png.toString('base64')],
    });
  });

  test('of another kind are refused before anything is sent', async () => {
    const image = vultsecurity.documents.add(Buffer.from('%PDF-1.7'), 'application/pdf');
    const upload = { session_id, latitude: '40.7128', longitude: '-74.006', image };
    await expect(vultsecurity.client.addDocumentBackImage(upload)).rejects.toMatchObject({
      type: 'kyc.input.UnsupportedMediaType',
    });
    expect(vultsecurity.server.seen).toEqual([]);
  });

  const dataUrl = `data:image/png;base64,${png.toString('base64')}`;
  test.each([
    ['bytes', answer(200, png, { 'content-type': 'image/png' })],
    ['a data URL in a JSON string', answer(200, JSON.stringify(dataUrl))],
    ['base64 in a JSON string', answer(200, JSON.stringify(png.toString('base64')))],
  ])('are kept by reference when they come as %s', async (_what, reply) => {
    vultsecurity.server.will(reply);
    const kept = await vultsecurity.client.downloadDocument({ session_id, storage_file_type_e: 'passport_front' });
    expect(kept).toMatchObject({ size: png.length });
    expect(vultsecurity.documents.kept.map(({ bytes }) => bytes)).toEqual([png]);
  });

  test('that are not there are null', async () => {
    vultsecurity.server.will(answer(200, 'null'));
    await expect(vultsecurity.client.downloadIdaDocument({ session_id })).resolves.toBeNull();
    expect(vultsecurity.documents.kept).toEqual([]);
  });
});

describe('a refusal', () => {
  const ask = () => vultsecurity.client.readIdvSession({ session_id });

  test('keeps a code and a correlation id that can be nothing else', async () => {
    const request_id = '6b1f0a52-0000-4000-8000-000000000001';
    vultsecurity.server.will(answer(400, { error: { code: 'CONSENT_MISSING', message: 'no' }, request_id }));
    await expect(ask()).rejects.toMatchObject({
      type: 'kyc.provider.Rejected',
      details: [{ status: 400, errorCode: 'CONSENT_MISSING', correlationId: request_id }],
    });
  });

  test.each([['text'], [null], [42], [['x']], [{ error: null }], [{ code: { deep: 1 } }]])(
    'of %j is still one',
    async (body) => {
      vultsecurity.server.will(answer(422, JSON.stringify(body)));
      await expect(ask()).rejects.toMatchObject({ type: 'kyc.provider.Rejected', details: [{ status: 422 }] });
    },
  );

  test.each([
    [{ statusCode: 404, message: 'no' }, 'kyc.provider.NotFound'],
    [{ status_code: 503 }, 'kyc.provider.Unavailable'],
    [{ error: 'Bad Request' }, 'kyc.provider.Rejected'],
    [{ errors: [{}] }, 'kyc.provider.Rejected'],
  ])('under a success status counts as one: %j', async (body, type) => {
    vultsecurity.server.will(answer(200, body));
    await expect(ask()).rejects.toMatchObject({ type });
  });

  test('is not read out of the health of the service, which has an error of its own', async () => {
    vultsecurity.server.will(answer(200, { status: 'degraded', error: 'cache' }));
    await expect(vultsecurity.client.checkHealth({})).resolves.toMatchObject({ status: 'degraded', error: 'cache' });
  });

  test('to open a session without its id is no answer, and not repeated', async () => {
    vultsecurity.server.will(answer(200, {}));
    await expect(vultsecurity.client.createIdvSession({})).rejects.toMatchObject({
      type: 'kyc.provider.BadAnswer',
      nonRetryable: true,
    });
  });
});
