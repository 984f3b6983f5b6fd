import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import { archiveMembers } from '../../../src/providers/document-ref';
import { operation } from '../../../src/providers/operation';
import { dataUrl, JPEG, LoopbackAcme, PNG, raw, UNKNOWN } from './loopback-acme';
import { answer } from './scripted-server';
import { tarOf } from './tar-archives';

const getArchive = operation({
  group: 'things',
  summary: 'A thing.',
  method: 'POST',
  body: 'json',
  request: z.strictObject({}),
  effect: 'read',
  name: 'getArchive',
  path: '/archive',
  answer: 'archive',
  response: archiveMembers,
});

const acme = new LoopbackAcme();

describe('an archive', () => {
  const tar = tarOf([
    { name: 'shots/', type: '5' },
    { name: 'shots/1.jpg', content: JPEG },
    { name: 'notes.bin', content: UNKNOWN },
  ]);
  const unpacked = [
    { name: 'shots/1.jpg', document: { size: JPEG.length, mediaType: 'image/jpeg' } },
    { name: 'notes.bin', document: { size: UNKNOWN.length, mediaType: 'application/octet-stream' } },
  ];

  test.each([
    ['a tar', raw(tar, 'application/x-tar')],
    ['a tar under a wrong header', raw(tar, 'application/json')],
    ['a zipped tar', raw(gzipSync(tar), 'application/gzip')],
    ['a data URL in lists', answer(200, { result: [[dataUrl('application/x-tar', tar)]] })],
    ['a zipped tar in a data URL', answer(200, { result: [[dataUrl('application/x-tar', gzipSync(tar))]] })],
    ['bare base64', answer(200, JSON.stringify(tar.toString('base64')))],
  ])('comes as %s and is kept file by file', async (_what, reply) => {
    acme.server.will(reply);
    const members = await acme.open().call(getArchive, {}, { subjectId: 'user-42' });
    expect(members).toMatchObject(unpacked);
    expect(acme.documents.kept).toEqual([
      { bytes: JPEG, mediaType: 'image/jpeg', subjectId: 'user-42' },
      { bytes: UNKNOWN, mediaType: 'application/octet-stream', subjectId: 'user-42' },
    ]);
  });

  test('may be several, at any depth', async () => {
    const other = tarOf([{ name: '2.png', content: PNG }]);
    acme.server.will(
      answer(200, { result: [[dataUrl('application/x-tar', tar)], [[dataUrl('application/x-tar', other)]]] }),
    );
    const members = await acme.open().call(getArchive, {});
    expect(members.map(({ name }) => name)).toEqual(['shots/1.jpg', 'notes.bin', '2.png']);
  });

  test.each([
    ['an empty body', raw('')],
    ['an empty list', answer(200, { result: [] })],
    ['null', answer(200, { result: null })],
    ['a tar without files', raw(tarOf([]), 'application/x-tar')],
  ])('has no files when there is %s', async (_what, reply) => {
    acme.server.will(reply);
    await expect(acme.open().call(getArchive, {})).resolves.toEqual([]);
  });

  test('is refused as the JSON says that came in its place', async () => {
    acme.server.will(raw('{"no":"Quokka"}', 'application/x-tar'));
    await expect(acme.open().call(getArchive, {})).rejects.toMatchObject({ type: 'kyc.provider.NotFound' });
  });

  const bomb = gzipSync(tarOf([{ name: 'zeros', content: Buffer.alloc(1_000_000) }]));
  const endless = gzipSync(Buffer.concat([tarOf([{ name: 'a', content: 'x' }]), Buffer.alloc(1_000_000)]));
  const link = tarOf([
    { name: 'a.jpg', content: JPEG },
    { name: 'b', type: '2' },
  ]);
  test.each([
    ['with a link, after an honest file', raw(link, 'application/x-tar'), true],
    ['with a link, in a data URL', answer(200, { result: [[dataUrl('application/x-tar', link)]] }), true],
    ['that leads elsewhere', raw(tarOf([{ name: '../../a', content: 'x' }])), true],
    ['that unpacks to more than a file may have', raw(bomb, 'application/gzip'), true],
    ['that unpacks to padding without end', raw(endless, 'application/gzip'), true],
    ['of too many members', raw(tarOf(Array.from({ length: 501 }, (_, n) => ({ name: `${n}`, type: '5' })))), true],
    [
      'in two that are too large together',
      answer(200, {
        result: [1, 2].map((n) => dataUrl('', gzipSync(tarOf([{ name: `${n}`, content: Buffer.alloc(200_000) }])))),
      }),
      true,
    ],
    ['that is cut', raw(tar.subarray(0, 900), 'application/x-tar'), false],
    ['whose zip is cut', raw(gzipSync(tar).subarray(0, 100), 'application/gzip'), false],
    ['whose zip is broken', raw(Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255])), false],
    ['that is an image', raw(JPEG, 'image/jpeg'), false],
    ['that is a page', raw('<html>Quokka</html>', 'text/html'), false],
    ['that is JSON of another kind', answer(200, { name: 'Quokka' }), false],
  ])('%s is refused whole', async (_what, reply, nonRetryable) => {
    acme.server.will(reply);
    await expect(acme.open({ maxBytes: 8192 * 32 }).call(getArchive, {})).rejects.toMatchObject({
      type: 'kyc.provider.BadAnswer',
      nonRetryable,
    });
  });

  test('that the store cannot take fails as the store says, and lets go of the connection', async () => {
    const full = Object.assign(new Error('no space left'), { code: 'ENOSPC' });
    const refusing = { read: acme.documents.read.bind(acme.documents), put: () => Promise.reject(full) };
    acme.server.will(raw(gzipSync(tarOf([{ name: 'a', content: Buffer.alloc(500_000, 'x') }])), 'application/gzip'));
    const transport = acme.open({ documents: refusing, maxBytes: 1_000_000 });
    await expect(transport.call(getArchive, {})).rejects.toBe(full);
    await transport.close();
  });
});
