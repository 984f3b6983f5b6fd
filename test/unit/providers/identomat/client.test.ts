import { parseMultipart } from '../../../../src/sandbox/multipart';
import { answer } from '../scripted-server';
import { tarOf } from '../tar-archives';
import { COMPANY_KEY } from './fixtures';
import { LoopbackIdentomat } from './loopback-identomat';

const identomat = new LoopbackIdentomat();
const token = '47fjzxvvzapi4ztasth3c2ozfucli3l0qx13hisc';
const JPEG = Buffer.from('\xff\xd8\xff a made-up photo', 'latin1');
const dataUrl = (type: string, bytes: Buffer) => `data:${type};base64,${bytes.toString('base64')}`;

describe('Identomat has two hosts and two spellings', () => {
  test('a session is begun and read at the widget host, with company_key in the body', async () => {
    identomat.widget.will(answer(200, `"${token}"`), answer(200, { result: 'approved', live: false }));
    const session_token = await identomat.client.beginSession({ config_id: '62412c096c4b39ba845d4bf2' });
    expect(session_token).toBe(token);
    await expect(identomat.client.getResult({ session_token })).resolves.toEqual({ result: 'approved', live: false });
    expect(identomat.widget.seen.map(({ method, target }) => `${method} ${target}`)).toEqual([
      'POST /external-api/begin/',
      'POST /external-api/result/',
    ]);
    expect(identomat.widget.last.headers['content-type']).toBe('application/json');
    expect(JSON.parse(identomat.widget.last.body.toString())).toEqual({
      session_token: token,
      company_key: COMPANY_KEY,
    });
    expect(identomat.external.seen).toEqual([]);
  });

  test('the rest is asked at the other, with companyKey, and its envelope is taken off', async () => {
    identomat.external.will(answer(200, { result: [] }));
    const query = { fullName: 'Quokka Sample', scoreThreshold: 80 };
    await expect(identomat.client.searchScreeningPerson({ query, offset: 0 })).resolves.toEqual([]);
    expect(identomat.external.last.target).toBe('/search-screening-person');
    expect(JSON.parse(identomat.external.last.body.toString())).toEqual({ query, offset: 0, companyKey: COMPANY_KEY });
    expect(identomat.widget.seen).toEqual([]);
  });

  test('what answers with nothing has done it', async () => {
    identomat.external.will(answer(200, {}), answer(200, ''));
    await expect(identomat.client.endVideoCall({ sessionId: token })).resolves.toBe(true);
    await expect(identomat.client.changeGroup({ groupId: 'g1', memberIds: [] })).resolves.toBe(true);
  });

  test('the key is never in an address or a header', async () => {
    identomat.widget.will(answer(200, JPEG, { 'content-type': 'image/jpeg' }));
    await identomat.client.getFaceImage({ session_token: token });
    const { target, headers } = identomat.widget.last;
    expect(JSON.stringify([target, headers])).not.toContain(COMPANY_KEY);
  });
});

describe('forms', () => {
  test('of two faces have the key before the photos', async () => {
    identomat.external.will(answer(200, { result: { similarity: 0.94, face1Statuses: [], face2Statuses: [] } }));
    const face = identomat.documents.add(JPEG, 'image/jpeg');
    const compared = await identomat.client.compareFaces({ face1: face, face2: face });
    expect(compared).toEqual({ similarity: 0.94, face1Statuses: [], face2Statuses: [] });
    const { headers, body } = identomat.external.last;
    expect(parseMultipart(headers['content-type']!, body)!.map(({ name }) => name)).toEqual([
      'companyKey',
      'face1',
      'face2',
    ]);
  });

  test('ask for media as well, and the photo goes to the store', async () => {
    identomat.widget.will(answer(200, JPEG, { 'content-type': 'image/jpeg' }));
    await expect(identomat.client.getCardFrontImage({ session_token: token })).resolves.toMatchObject({
      size: JPEG.length,
      mediaType: 'image/jpeg',
    });
    const { headers, body } = identomat.widget.last;
    const parts = parseMultipart(headers['content-type']!, body)!;
    expect(parts.map(({ name, content }) => [name, content.toString()])).toEqual([
      ['session_token', token],
      ['company_key', COMPANY_KEY],
    ]);
  });

  test('take JPEG only', async () => {
    const image = identomat.documents.add(Buffer.from('%PDF-1.7'), 'application/pdf');
    await expect(identomat.client.processPassport({ image })).rejects.toMatchObject({
      type: 'kyc.input.UnsupportedMediaType',
    });
    expect(identomat.widget.seen).toEqual([]);
  });
});

describe('files come in the forms that the vendor shows', () => {
  test('the photo of the document as a data URL of text', async () => {
    identomat.external.will(answer(200, { result: dataUrl('text/plain', JPEG) }));
    await expect(identomat.client.getMainDocumentFacePhoto({ sessionId: token })).resolves.toMatchObject({
      mediaType: 'image/jpeg',
    });
  });

  test('the report as a PDF', async () => {
    identomat.external.will(answer(200, Buffer.from('%PDF-1.7 made up'), { 'content-type': '' }));
    const report = await identomat.client.exportSessionAsPdf({ sessionId: token, exportSession: true });
    expect(report).toMatchObject({ mediaType: 'application/pdf' });
  });

  test.each(['getVisualMarkers', 'getVideoCallShots'] as const)(
    '%s as a tar in a data URL in a list in a list',
    async (name) => {
      const tar = tarOf([{ name: 'marker-1.jpg', content: JPEG }]);
      identomat.external.will(answer(200, { result: [[dataUrl('application/x-tar', tar)]] }));
      await expect(identomat.client[name]({ sessionId: token })).resolves.toMatchObject([
        { name: 'marker-1.jpg', document: { mediaType: 'image/jpeg', size: JPEG.length } },
      ]);
    },
  );

  test('recordings as a tar, or as nothing yet', async () => {
    const tar = tarOf([{ name: 'call.mp4', content: Buffer.from('\0\0\0\x18ftypisom made up', 'latin1') }]);
    identomat.external.will(
      answer(200, tar, { 'content-type': 'application/x-tar' }),
      answer(200, { argumentError: 'not-found' }),
    );
    await expect(identomat.client.getVideoCallVideos({ sessionId: token })).resolves.toMatchObject([
      { name: 'call.mp4', document: { mediaType: 'video/mp4' } },
    ]);
    await expect(identomat.client.getVideoCallVideos({ sessionId: token })).rejects.toMatchObject({
      type: 'kyc.provider.NotFound',
      details: [{ errorCode: 'not-found' }],
    });
  });
});
