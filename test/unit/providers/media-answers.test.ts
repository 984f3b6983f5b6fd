import { z } from 'zod';
import { attemptTimeoutMs } from '../../../src/providers/calls';
import { documentOrNothing } from '../../../src/providers/document-ref';
import { operation } from '../../../src/providers/operation';
import { dataUrl, JPEG, LoopbackAcme, PNG, raw, UNKNOWN } from './loopback-acme';
import { answer } from './scripted-server';

const getMedium = operation({
  group: 'things',
  summary: 'A thing.',
  method: 'POST',
  body: 'json',
  request: z.strictObject({}),
  effect: 'read',
  name: 'getMedium',
  path: '/medium',
  answer: 'media',
  response: documentOrNothing,
});

const acme = new LoopbackAcme();
const PDF = Buffer.from('%PDF-1.7 a made-up page', 'latin1');

describe('a medium', () => {
  test.each([
    ['bytes', raw(JPEG, 'image/jpeg'), JPEG, 'image/jpeg'],
    ['bytes of a type that only the header knows', raw(UNKNOWN, 'video/x-odd; q=1'), UNKNOWN, 'video/x-odd'],
    [
      'bytes of a type that nobody knows',
      raw(UNKNOWN, 'application/octet-stream'),
      UNKNOWN,
      'application/octet-stream',
    ],
    ['bytes without a header', raw(PNG), PNG, 'image/png'],
    ['bytes under a wrong header', raw(PDF, 'text/plain'), PDF, 'application/pdf'],
    ['bytes called JSON', raw(JPEG, 'application/json'), JPEG, 'image/jpeg'],
    ['a data URL', answer(200, { result: dataUrl('image/png', PNG) }), PNG, 'image/png'],
    ['a data URL of a wrong type', answer(200, { result: dataUrl('text/plain', JPEG) }), JPEG, 'image/jpeg'],
    [
      'a data URL of a type that only it knows',
      answer(200, { result: dataUrl('image/odd', UNKNOWN) }),
      UNKNOWN,
      'image/odd',
    ],
    [
      'a data URL without its comma',
      answer(200, { result: `data:text/plain;base64${JPEG.toString('base64')}` }),
      JPEG,
      'image/jpeg',
    ],
    ['base64 in a JSON text', answer(200, JSON.stringify(PDF.toString('base64'))), PDF, 'application/pdf'],
    ['a data URL without JSON', raw(dataUrl('image/png', PNG), 'text/plain'), PNG, 'image/png'],
  ] as const)('comes as %s', async (_what, reply, bytes, mediaType) => {
    acme.server.will(reply);
    const document = await acme.open().call(getMedium, {}, { subjectId: 'user-42' });
    expect(acme.documents.kept).toEqual([{ bytes, mediaType, subjectId: 'user-42' }]);
    expect(document).toMatchObject({ size: bytes.length, mediaType });
  });

  test.each([
    ['an empty body', raw('')],
    ['null', answer(200, 'null')],
    ['null in its envelope', answer(200, { result: null })],
    ['an empty text', answer(200, { result: '' })],
    ['an empty object', answer(200, {})],
    ['an empty list', answer(200, { result: [[]] })],
  ])('is nothing when there is %s', async (_what, reply) => {
    acme.server.will(reply);
    await expect(acme.open().call(getMedium, {})).resolves.toBeNull();
    expect(acme.documents.kept).toEqual([]);
  });

  test.each([
    ['under its own type', 'application/json'],
    ['under the type of an image', 'image/jpeg'],
    ['under none', ''],
  ])('is refused by JSON %s as the JSON says', async (_what, contentType) => {
    acme.server.will(raw('{"no":"Quokka"}', contentType));
    await expect(acme.open().call(getMedium, {})).rejects.toMatchObject({ type: 'kyc.provider.NotFound' });
    expect(acme.documents.kept).toEqual([]);
  });

  test.each([
    ['JSON of another kind', answer(200, { name: 'Quokka' }), false],
    ['a number', answer(200, '42'), false],
    ["a proxy's page", raw('<html>Quokka</html>', 'text/html'), false],
    ['a page without a header', raw('<html>Quokka</html>'), false],
    ['a word', raw('Quokka', 'application/octet-stream'), false],
    ['a text that is no base64', answer(200, { result: 'Quokka!' }), false],
    ['base64 of nothing known', answer(200, { result: UNKNOWN.toString('base64') }), false],
    ['several files', answer(200, { result: [dataUrl('image/png', PNG), dataUrl('image/png', PNG)] }), false],
    ['half a JSON text', raw('{"result":"data:image', 'application/json'), false],
    ['more bytes than are taken', raw(Buffer.concat([JPEG, Buffer.alloc(8192)]), 'image/jpeg'), true],
    ['more base64 than is taken', answer(200, { result: dataUrl('image/png', Buffer.alloc(100_000)) }), true],
  ])('is not read from %s', async (_what, reply, nonRetryable) => {
    acme.server.will(reply);
    const failure = acme.open().call(getMedium, {});
    await expect(failure).rejects.toMatchObject({ type: 'kyc.provider.BadAnswer', nonRetryable });
    await expect(failure).rejects.not.toThrow('Quokka');
    expect(acme.documents.kept).toEqual([]);
  });

  test('that breaks off is worth another attempt, and nothing of it is kept', async () => {
    acme.server.will((response) => {
      response.writeHead(200, { 'content-type': 'image/jpeg', 'content-length': '4000' });
      response.write(JPEG, () => response.destroy());
    });
    await expect(acme.open().call(getMedium, {})).rejects.toMatchObject({
      type: 'kyc.provider.Unavailable',
      nonRetryable: false,
    });
    expect(acme.documents.kept).toEqual([]);
  });

  test('that does not end in time is a time-out, and nothing of it is kept', async () => {
    acme.server.will((response) => void response.writeHead(200, { 'content-type': 'image/jpeg' }).write(JPEG));
    const impatient = acme.open({ timeoutsMs: { ...attemptTimeoutMs, quick: 100 } });
    await expect(impatient.call(getMedium, {})).rejects.toMatchObject({ type: 'kyc.provider.Timeout' });
    expect(acme.documents.kept).toEqual([]);
  });

  test('is handed to the store while it still arrives', async () => {
    let release = (): void => undefined;
    acme.server.will((response) => {
      response.writeHead(200, { 'content-type': 'image/jpeg' }).write(JPEG);
      release = () => void response.end('the end');
    });
    const streaming = {
      read: acme.documents.read.bind(acme.documents),
      async put(content: AsyncIterable<Uint8Array>, about: { mediaType: string }) {
        const seen: Uint8Array[] = [];
        for await (const chunk of content) {
          seen.push(chunk);
          release();
        }
        return acme.documents.add(Buffer.concat(seen), about.mediaType);
      },
    };
    await expect(acme.open({ documents: streaming }).call(getMedium, {})).resolves.toMatchObject({
      size: JPEG.length + 7,
    });
  });
});
