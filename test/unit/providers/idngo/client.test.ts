import type { CallReport } from '../../../../src/providers/transport';
import { answer } from '../scripted-server';
import { LoopbackIdngo, signatureOf } from './loopback-idngo';

const applicantId = '63e096c51b6b4030f2e01154';
const png = Buffer.from('89504e470d0a1a0a0d0a2d2d6b7963', 'hex');
const idngo = new LoopbackIdngo();

describe('a signed request', () => {
  test('carries token, seconds and a signature over exactly the bytes that arrive', async () => {
    idngo.server.will(answer(201, { id: applicantId }));
    await idngo.client.createApplicant({
      levelName: 'basic level',
      externalUserId: 'user-42',
      fixedInfo: { lastName: 'Кенгуру' },
    });
    const { headers, ...seen } = idngo.server.last;
    expect({ ...seen, body: seen.body.toString() }).toEqual({
      method: 'POST',
      target: '/resources/applicants?levelName=basic%20level',
      body: '{"externalUserId":"user-42","fixedInfo":{"lastName":"Кенгуру"}}',
    });
    expect(headers).toMatchObject({
      'x-app-token': 'sbx:app-token',
      'x-app-access-sig': signatureOf(idngo.server.last),
      'content-type': 'application/json',
      accept: 'application/json',
    });
    expect(Math.abs(Number(headers['x-app-access-ts']) - Date.now() / 1000)).toBeLessThan(5);
  });

  test('without a body is signed without one', async () => {
    idngo.server.will(answer(200, { ok: 1 }));
    await expect(idngo.client.requestApplicantCheck({ applicantId })).resolves.toEqual({ ok: 1 });
    expect(idngo.server.last.body).toHaveLength(0);
    expect(idngo.server.last.headers['content-length']).toBe('0');
    expect(idngo.server.last.headers['x-app-access-sig']).toBe(signatureOf(idngo.server.last));
  });

  test('signs the path under which the provider is served', async () => {
    idngo.server.will(answer(200, {}));
    await idngo
      .open({ baseUrl: `${idngo.server.url}/gateway/` })
      .getApplicantByExternalUserId({ externalUserId: 'user 42' });
    expect(idngo.server.last.target).toBe('/gateway/resources/applicants/-;externalUserId=user%2042/one');
    expect(idngo.server.last.headers['x-app-access-sig']).toBe(signatureOf(idngo.server.last));
  });

  test('calls one after the other share their connections, also after refusals', async () => {
    for (let call = 0; call < 10; call++) {
      idngo.server.will(answer(call % 3 === 0 ? 404 : 200, {}));
      await idngo.client.getApplicant({ applicantId }).catch(() => undefined);
    }
    expect(idngo.server.seen).toHaveLength(10);
    // The pool opens a second one when a request comes before it has noticed the end of the last.
    expect(idngo.server.connections).toBeLessThanOrEqual(2);
  });
});

describe('an upload', () => {
  test('sends metadata and the bytes of the document, signed as a whole, and keeps the image id of the header', async () => {
    idngo.server.will(answer(200, { idDocType: 'ID_CARD', errors: [] }, { 'X-Image-Id': '1411431805' }));
    const metadata = { idDocType: 'ID_CARD', country: 'KAZ', idDocSubType: 'FRONT_SIDE' as const };
    const uploaded = await idngo.client.addIdDocument({
      applicantId,
      metadata,
      document: idngo.documents.add(png, 'image/png'),
    });
    expect(uploaded).toEqual({ idDocType: 'ID_CARD', errors: [], imageId: '1411431805' });

    const { headers, body } = idngo.server.last;
    const boundary = /^multipart\/form-data; boundary=(kyc-[0-9a-f-]{36})$/.exec(headers['content-type']!)![1]!;
    expect(body.toString('latin1')).toBe(
      `--${boundary}\r\nContent-Disposition: form-data; name="metadata"\r\nContent-Type: application/json\r\n\r\n` +
        '{"idDocType":"ID_CARD","country":"KAZ","idDocSubType":"FRONT_SIDE"}\r\n' +
        `--${boundary}\r\nContent-Disposition: form-data; name="content"; filename="document.png"\r\n` +
        `Content-Type: image/png\r\n\r\n${png.toString('latin1')}\r\n--${boundary}--\r\n`,
    );
    expect(headers['x-app-access-sig']).toBe(signatureOf(idngo.server.last));
    expect(headers['x-return-doc-warnings']).toBe('true');
  });

  test('finds the image id under a configured name, and does without', async () => {
    const request = {
      applicantId,
      metadata: { idDocType: 'PASSPORT', country: 'KAZ' },
      document: idngo.documents.add(png, 'image/png'),
    };
    idngo.server.will(answer(200, {}, { 'x-picture': '7' }), answer(200));
    const renamed = idngo.open({ imageIdHeader: 'X-Picture' });
    await expect(renamed.addIdDocument(request)).resolves.toEqual({ imageId: '7' });
    await expect(renamed.addIdDocument(request)).resolves.toEqual({});
  });

  test('an import sends the archive itself', async () => {
    idngo.server.will(answer(200, { id: applicantId }));
    await idngo.client.importApplicant({ archive: idngo.documents.add(Buffer.from('PK\x03\x04'), 'application/zip') });
    expect(idngo.server.last.headers['content-type']).toBe('application/zip');
    expect(idngo.server.last.body.toString()).toBe('PK\x03\x04');
    expect(idngo.server.last.headers['x-app-access-sig']).toBe(signatureOf(idngo.server.last));
  });

  test.each([
    ['another media type', 'kyc.input.UnsupportedMediaType', () => idngo.documents.add(png, 'image/gif')],
    ['an empty file', 'kyc.input.EmptyFile', () => idngo.documents.add(Buffer.alloc(0), 'image/png')],
    ['a file over the limit', 'kyc.input.FileTooLarge', () => idngo.documents.add(Buffer.alloc(1025), 'image/png')],
    [
      'a file that hides its size',
      'kyc.input.FileTooLarge',
      () => ({ ...idngo.documents.add(Buffer.alloc(4096), 'image/png'), size: 8 }),
    ],
    [
      'a document that is gone',
      'kyc.input.DocumentMissing',
      () => ({ ...idngo.documents.add(png, 'image/png'), sha256: 'a'.repeat(64) }),
    ],
  ])('of %s is refused as %s, and nothing is sent', async (_what, type, document) => {
    const metadata = { idDocType: 'PASSPORT', country: 'KAZ' };
    await expect(idngo.client.addIdDocument({ applicantId, metadata, document: document() })).rejects.toMatchObject({
      type,
      nonRetryable: true,
    });
    expect(idngo.server.seen).toEqual([]);
  });

  test('an archive that is no ZIP is refused', async () => {
    const archive = idngo.documents.add(Buffer.from('x'), 'application/gzip');
    await expect(idngo.client.importApplicant({ archive })).rejects.toMatchObject({
      type: 'kyc.input.UnsupportedMediaType',
    });
  });
});

describe('configuration', () => {
  test('the result of a review cannot be set in production', async () => {
    const production = idngo.open({ environment: 'production' });
    const result = { applicantId, reviewAnswer: 'GREEN' as const, rejectLabels: [] };
    await expect(production.setTestReviewResult(result)).rejects.toMatchObject({
      type: 'kyc.input.InvalidRequest',
      message: expect.stringContaining('providers.idngo.environment is production') as string,
    });
    expect(idngo.server.seen).toEqual([]);
    idngo.server.will(answer(200, { ok: 1 }));
    await expect(idngo.client.setTestReviewResult(result)).resolves.toEqual({ ok: 1 });
  });

  test('the review comes out of the whole applicant where it cannot be read alone', async () => {
    idngo.server.will(
      answer(200, { id: applicantId, email: 'quokka@example.com', review: { reviewStatus: 'queued' } }),
      answer(200, {}),
    );
    const whole = idngo.open({ statusRead: 'one' });
    await expect(whole.getApplicantReviewStatus({ applicantId })).resolves.toEqual({ reviewStatus: 'queued' });
    await expect(whole.getApplicantReviewStatus({ applicantId })).resolves.toEqual({});
    expect(idngo.server.last.target).toBe(`/resources/applicants/${applicantId}/one`);
  });

  test('an image is fetched from the configured path, which says which id it needs', async () => {
    const newer = idngo.open({ documentImagePath: '/resources/applicants/{applicantId}/resources/{imageId}' });
    idngo.server.will(answer(200, png, { 'content-type': 'image/png' }));
    await newer.getInspectionImage({ applicantId, imageId: '7' });
    expect(idngo.server.last.target).toBe(`/resources/applicants/${applicantId}/resources/7`);
    await expect(idngo.client.getInspectionImage({ applicantId, imageId: '7' })).rejects.toMatchObject({
      type: 'kyc.input.InvalidRequest',
      message: expect.stringContaining('inspectionId is missing') as string,
    });
  });
});

test('every exchange is reported, with its status', async () => {
  const calls: CallReport[] = [];
  const reporting = idngo.open({}, { onCall: (call) => calls.push(call) });
  idngo.server.will(answer(401, { errorCode: 4004 }), answer(200, {}), (response) => response.destroy());
  await reporting.getApplicant({ applicantId });
  await reporting.listLevels({}).catch(() => undefined);
  expect(calls).toEqual([
    { operation: 'getApplicant', status: 401, ms: expect.any(Number) as number },
    { operation: 'getApplicant', status: 200, ms: expect.any(Number) as number },
    { operation: 'listLevels', status: undefined, ms: expect.any(Number) as number },
  ]);
});
