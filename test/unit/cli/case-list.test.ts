import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveStore, type ServedStore } from '../../../src/store/serve-store';
import { kyc } from './command-line';

describe('case list', () => {
  let folder: string;
  let served: ServedStore;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kyc-cli-list-'));
    served = await serveStore('pglite:memory');
  });
  afterAll(async () => {
    await served.close();
    await rm(folder, { recursive: true });
  });
  const list = (flags: string) => kyc(`case list ${flags}`, { KYC_STORE_URL: served.url });

  test('where no store was ever made, it says what would fill it and makes none', async () => {
    const empty = await kyc('case list', { KYC_STORE_URL: `pglite:${join(folder, 'never')}` });
    expect(empty).toEqual({ code: 0, out: '', err: expect.stringMatching(/^No cases yet.*temporal-kyc onboard/) });
    expect(
      JSON.parse((await kyc('case list --json', { KYC_STORE_URL: `pglite:${join(folder, 'never')}` })).out),
    ).toEqual([]);
  });

  test('an empty store is told apart from one where nothing matches', async () => {
    expect((await list('')).err).toContain('No cases yet');
    expect((await list('--phase manual_review')).err).toContain('No case matches');
  });

  test('cases are listed from the index, narrowed by phase, subject and being open', async () => {
    await record('user-1', 'collecting');
    await record('user-2', 'closed');
    expect((await list('')).out).toMatch(/^CASE +PHASE .*\n(kyc\/onboarding\/user-[12] .*\n){2}$/);
    expect(ids(await list('--json --open'))).toEqual(['kyc/onboarding/user-1']);
    expect(ids(await list('--json --phase closed'))).toEqual(['kyc/onboarding/user-2']);
    expect(ids(await list('--json --subject user-2'))).toEqual(['kyc/onboarding/user-2']);
    expect(ids(await list('--json --limit 1'))).toHaveLength(1);
  });

  test('a case that Temporal no longer knows is still shown from its record', async () => {
    await record('user-3', 'closed');
    const { code, out } = await kyc('case show user-3 --json --address 127.0.0.1:1', { KYC_STORE_URL: served.url });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      caseId: 'kyc/onboarding/user-3',
      index: { phase: 'closed' },
      evidence: [{ kind: 'opened', actor: 'system' }],
    });
  });

  async function record(subjectId: string, phase: string): Promise<void> {
    const at = new Date().toISOString();
    await served.store.journal.record({
      workflowId: `kyc/onboarding/${subjectId}`,
      chain: subjectId,
      version: 1,
      historyLength: 3,
      entries: [{ kind: 'opened', at, actor: 'system' }],
      row: { process: 'onboarding', subjectId, phase, startedAt: at, ...(phase === 'closed' && { closedAt: at }) },
    });
  }
});

function ids({ out }: { out: string }): string[] {
  return (JSON.parse(out) as { workflowId: string }[]).map(({ workflowId }) => workflowId);
}
