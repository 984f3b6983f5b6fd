import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimFolder } from '../../../src/store/embedded/folder-claim';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kyc-claim-'));
  await mkdir(join(folder, 'claims'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const claimed = (name: string, text: string) => writeFile(join(folder, 'claims', name), text);

test('a folder is claimed once, and free again when it is released', async () => {
  const claim = await claimFolder(folder);
  await expect(claimFolder(folder)).rejects.toMatchObject({ type: 'kyc.store.InUse' });
  await claim.release();
  expect(await readdir(join(folder, 'claims'))).toEqual([]);
  await expect(claimFolder(folder)).resolves.toBeDefined();
});

test('a claim counts for nothing when another process has got the same pid since', async () => {
  await claimed('a.json', JSON.stringify({ pid: process.pid, host: hostname(), incarnation: 'an earlier boot 1' }));
  await expect(claimFolder(folder)).resolves.toBeDefined();
});

test.each(['', '{"pid":'])(
  'a claim cut off by a power failure, %j, does not lock the folder for ever',
  async (text) => {
    await claimed('a.json', text);
    await expect(claimFolder(folder)).resolves.toBeDefined();
  },
);

test('a claim of another host holds, since nobody here can see whether it lives; the error says which file to delete', async () => {
  await claimed('a.json', JSON.stringify({ pid: 1, host: 'elsewhere.test' }));
  await expect(claimFolder(folder)).rejects.toMatchObject({
    type: 'kyc.store.InUse',
    message: expect.stringMatching(/process 1 on host elsewhere\.test.*delete .*a\.json/),
  });
});
