import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { searchAttributeTypes } from '../../src/domain/search-attributes';
import { sampleFile } from '../../src/sandbox';
import { connectSandbox } from '../../src/sandbox/connection';
import { startDevServer, type DevServer } from '../../src/servers';
import { serveStore, type ServedStore } from '../../src/store/serve-store';
import { runCli, startCli, type RunningCommand } from '../support/command';
import { describeWithDevServer } from '../support/with-server';

jest.setTimeout(120_000);

interface Announcement {
  readonly idngo: { baseUrl: string; appToken: string; secretKey: string; webhookSecret: string };
}

describeWithDevServer('the command, each part in a process of its own', (path) => {
  let folder: string;
  let temporal: DevServer;
  let served: ServedStore;
  let sandbox: RunningCommand;
  let worker: RunningCommand;
  let webhooks: RunningCommand;
  let announced: Announcement;
  let env: NodeJS.ProcessEnv;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kyc-cli-system-'));
    [temporal, served] = await Promise.all([
      startDevServer({ path, searchAttributes: searchAttributeTypes }),
      serveStore('pglite:memory'),
    ]);
    sandbox = startCli('sandbox --json');
    announced = JSON.parse((await sandbox.said(/^.*\n/))[0]) as Announcement;
    const { baseUrl, appToken, secretKey, webhookSecret } = announced.idngo;
    env = {
      TEMPORAL_ADDRESS: temporal.address,
      KYC_STORE_URL: served.url,
      KYC_DOCUMENTS_URL: `file:${folder}`,
      KYC_IDNGO_BASE_URL: baseUrl,
      KYC_IDNGO_ENVIRONMENT: 'sandbox',
      KYC_IDNGO_APP_TOKEN: appToken,
      KYC_IDNGO_SECRET_KEY: secretKey,
      KYC_IDNGO_WEBHOOK_SECRET: webhookSecret,
    };
    [worker, webhooks] = [startCli('worker --json', env), startCli('webhooks --port 0 --json', env)];
    const [receiving] = await Promise.all([webhooks.said(/"routes":\["([^"]+)"/), worker.said(/"ready":true/)]);
    await connectSandbox(baseUrl).idngo.sendWebhooksTo(receiving[1]!);
  });
  afterAll(async () => {
    await Promise.all([worker?.stop(), webhooks?.stop(), sandbox?.stop()]);
    await Promise.all([temporal?.stop(), served?.close()]);
    await rm(folder, { recursive: true });
  });
  const cli = (line: string) => runCli(line, env);

  test('an applicant is onboarded with documents from the command line', async () => {
    const front = await image('front');
    const back = await image('back');
    const selfie = await image('selfie');
    const { code, stdout, stderr } = await cli(
      `onboard cli-1 --document ID_CARD:KAZ:front:${front} --document ID_CARD:KAZ:back:${back} --document SELFIE:KAZ::${selfie} --wait`,
    );
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/^case {3}kyc\/onboarding\/cli-1 /) });
    expect(stdout).toMatch(/\napproved by provider:idngo after 1 attempt\(s\)\n$/);
    expect(stderr).toContain('review asked for, attempt 1');
    expect(JSON.parse((await cli('case show cli-1 --json')).stdout)).toMatchObject({
      caseId: 'kyc/onboarding/cli-1',
      state: { outcome: 'approved' },
      index: { phase: 'closed', outcome: 'approved' },
      evidence: expect.arrayContaining([expect.objectContaining({ kind: 'decided' })]),
    });
  });

  test('a hosted case says where the applicant goes, why it waits, and never shows the access token', async () => {
    const opened = await cli('onboard retry-cli --json');
    expect(JSON.parse(opened.stdout)).toMatchObject({
      phase: 'collecting',
      link: expect.stringContaining(announced.idngo.baseUrl),
    });
    const explained = await cli('case explain retry-cli');
    expect(explained).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('waits for      the applicant: IDENTITY, SELFIE'),
    });
    const shown = await cli('case show retry-cli --json');
    expect(opened.stdout + explained.stdout + shown.stdout).not.toMatch(/token/i);
  });

  test('a document that cannot be right is refused with 2, and no case is opened', async () => {
    const { code, stderr } = await cli(`onboard cli-2 --document ID_CARD:KAZ:front:${await image('alone')}`);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('kyc.input.IncompleteDocument') });
    expect(await cli('case explain cli-2')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('kyc.case.NotFound'),
    });
  });

  test('a level that nobody knows is refused with 2, naming those that exist', async () => {
    const { code, stderr } = await cli('onboard cli-3 --level no-such-level');
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('basic-kyc-level') });
  });

  test('the doctor finds nothing missing', async () => {
    const { code, stdout } = await cli('doctor --json');
    expect({ code, ...(JSON.parse(stdout) as object) }).toMatchObject({ code: 0, ok: true });
  });

  test('worker, webhook receiver and sandbox end with 0 when they are asked to', async () => {
    const codes = await Promise.all([worker.stop('SIGTERM'), webhooks.stop('SIGINT'), sandbox.stop('SIGTERM')]);
    expect(codes.map(({ code }) => code)).toEqual([0, 0, 0]);
  });

  test('with no worker, a question to a case ends with 1 and says that one is missing', async () => {
    const { code, stderr } = await cli('case explain retry-cli');
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('start `temporal-kyc worker`') });
  });

  async function image(name: string): Promise<string> {
    const file = join(folder, `${name}.jpg`);
    await writeFile(file, sampleFile('image/jpeg', name, 3_000));
    return file;
  }
});
