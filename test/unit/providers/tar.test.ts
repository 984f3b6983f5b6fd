import fc from 'fast-check';
import { UnusableAnswer } from '../../../src/providers/answer-body';
import { tarMembers, type TarLimits } from '../../../src/providers/tar';
import { paxRecord, tarOf, type Member } from './tar-archives';

const generous: TarLimits = { members: 100, bytes: 100_000 };

async function* inChunks(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function files(archive: Buffer, { limits = generous, chunk = 700 } = {}): Promise<[string, string][]> {
  const found: [string, string][] = [];
  for await (const { name, content } of tarMembers(inChunks(archive, chunk), limits)) {
    const chunks: Uint8Array[] = [];
    for await (const part of content) chunks.push(part);
    found.push([name, Buffer.concat(chunks).toString('latin1')]);
  }
  return found;
}

describe('a tar archive', () => {
  test('gives its files in order, with folders and empty files left out', async () => {
    const archive = tarOf([
      { name: './', type: '5' },
      { name: './shots/', type: '5' },
      { name: './shots/1.jpg', content: 'one' },
      { name: 'empty', content: '' },
      { name: '2.jpg', content: 'x'.repeat(1000), prefix: 'shots' },
    ]);
    expect(await files(archive)).toEqual([
      ['shots/1.jpg', 'one'],
      ['shots/2.jpg', 'x'.repeat(1000)],
    ]);
  });

  test('may carry long names in both ways that tar writers have', async () => {
    const long = `${'n'.repeat(150)}.jpg`;
    const archive = tarOf([
      { name: '././@LongLink', type: 'L', content: `${long}\0` },
      { name: 'cut', content: 'gnu' },
      { name: 'pax', type: 'x', content: paxRecord('mtime', '1.5') + paxRecord('path', long) },
      { name: 'cut', content: 'pax' },
      { name: 'global', type: 'g', content: paxRecord('comment', 'none') },
      { name: 'short', content: 'plain' },
    ]);
    expect(await files(archive)).toEqual([
      [long, 'gnu'],
      [long, 'pax'],
      ['short', 'plain'],
    ]);
  });

  test('that is empty has no files', async () => expect(await files(tarOf([]))).toEqual([]));

  test('lets a file that nobody reads be passed over', async () => {
    const archive = tarOf([
      { name: 'a', content: 'x'.repeat(2000) },
      { name: 'b', content: 'y' },
    ]);
    const names: string[] = [];
    for await (const { name } of tarMembers(inChunks(archive, 100), generous)) names.push(name);
    expect(names).toEqual(['a', 'b']);
  });

  test('reads the same whatever pieces it arrives in', async () => {
    const member = fc.record({
      name: fc.stringMatching(/^[a-z0-9_]{1,40}$/),
      content: fc.uint8Array({ minLength: 1, maxLength: 1500 }).map((bytes) => Buffer.from(bytes)),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(member, { maxLength: 4 }),
        fc.integer({ min: 1, max: 2000 }),
        async (members, chunk) => {
          const read = await files(tarOf(members), { chunk });
          expect(read).toEqual(members.map(({ name, content }) => [name, content.toString('latin1')]));
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('a hostile archive is refused', () => {
  const hostile: [string, Member[]][] = [
    ['a symbolic link', [{ name: 'a', type: '2' }]],
    ['a hard link', [{ name: 'a', type: '1' }]],
    ['a character device', [{ name: 'a', type: '3' }]],
    ['a block device', [{ name: 'a', type: '4' }]],
    ['a pipe', [{ name: 'a', type: '6' }]],
    ['a long link target', [{ name: 'a', type: 'K', content: 'x' }]],
    ['an unknown kind', [{ name: 'a', type: 'S', content: 'x' }]],
    ['an absolute name', [{ name: '/etc/passwd', content: 'x' }]],
    ['a Windows name', [{ name: 'C:\\x', content: 'x' }]],
    ['a name with ..', [{ name: 'a/../../b', content: 'x' }]],
    ['a name with .. in backslashes', [{ name: 'a\\..\\b', content: 'x' }]],
    ['a folder with ..', [{ name: '../', type: '5' }]],
    ['.. in its prefix', [{ name: 'b', content: 'x', prefix: '..' }]],
    ['a name with a control character', [{ name: 'a\u001b[2J', content: 'x' }]],
    [
      'a long name with ..',
      [
        { name: 'l', type: 'L', content: '../x\0' },
        { name: 'a', content: 'x' },
      ],
    ],
    [
      'a pax name with ..',
      [
        { name: 'p', type: 'x', content: paxRecord('path', '../x') },
        { name: 'a', content: 'x' },
      ],
    ],
    [
      'a pax size',
      [
        { name: 'p', type: 'x', content: paxRecord('size', '99') },
        { name: 'a', content: 'x' },
      ],
    ],
    [
      'a pax record that runs over',
      [
        { name: 'p', type: 'x', content: '999 path=x\n' },
        { name: 'a', content: 'x' },
      ],
    ],
    ['a name of megabytes', [{ name: 'l', type: 'L', content: 'x'.repeat(5000) }]],
    ['more members than allowed', Array.from({ length: 101 }, () => ({ name: 'a', type: '5' }))],
    ['a file larger than allowed', [{ name: 'a', content: 'x', claims: 100_001 }]],
    ['files larger than allowed together', [1, 2, 3].map((n) => ({ name: `${n}`, content: 'x'.repeat(40_000) }))],
  ];
  test.each(hostile)('for %s, for good', async (_what, members) => {
    await expect(files(tarOf(members))).rejects.toMatchObject({ name: 'UnusableAnswer', lasting: true });
  });

  test.each([
    ['without its end', tarOf([{ name: 'a', content: 'x' }], { end: 0 })],
    ['cut in a file', tarOf([{ name: 'a', content: 'x'.repeat(2000) }]).subarray(0, 1000)],
    ['cut in a header', tarOf([{ name: 'a', content: 'x' }]).subarray(0, 300)],
    ['that promises more than it has', tarOf([{ name: 'a', content: 'x', claims: 5000 }])],
    ['whose header is broken', Buffer.concat([tarOf([{ name: 'a' }]).fill('b', 0, 1)])],
    ['that is something else', Buffer.alloc(2048, 'text')],
    ['of nothing', Buffer.alloc(0)],
  ])('%s, as one that may come whole next time', async (_what, archive) => {
    await expect(files(archive)).rejects.toMatchObject({ name: 'UnusableAnswer', lasting: false });
  });

  test('whatever bytes it is made of, and never otherwise', async () => {
    const honest = tarOf([
      { name: 'a', content: 'x'.repeat(600) },
      { name: 'p', type: 'x', content: paxRecord('path', 'b') },
      { name: 'c', content: 'y' },
    ]);
    const spoilt = fc.array(fc.tuple(fc.nat(honest.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(spoilt, async (changes) => {
        const archive = Buffer.from(honest);
        for (const [at, byte] of changes) archive[at] = byte;
        const refused = await files(archive).then(
          () => undefined,
          (error: unknown) => error,
        );
        if (refused !== undefined) expect(refused).toBeInstanceOf(UnusableAnswer);
      }),
      { numRuns: 200 },
    );
  });
});
