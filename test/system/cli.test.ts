import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { optionsAsEnvironment } from '../../src/cli/options-as-environment';
import { resolveConfig } from '../../src/config';
import { searchAttributeTypes } from '../../src/domain/search-attributes';
import {
  connectSandbox,
  identomatConfigurations,
  sampleFile,
  type ConnectedSandbox,
  type SandboxAnnouncement,
} from '../../src/sandbox';
import { sandboxProviders } from '../../src/sandbox/provider-options';
import { startDevServer, type DevServer } from '../../src/servers';
import { freePorts } from '../../src/servers/ports';
import { serveStore, type ServedStore } from '../../src/store/serve-store';
import { runCli, startCli, type RunningCommand } from '../support/command';
import { describeWithDevServer } from '../support/with-server';

jest.setTimeout(120_000);

describeWithDevServer('the command, each part in a process of its own', (path) => {
  let folder: string;
  let temporal: DevServer;
  let served: ServedStore;
  let sandbox: RunningCommand;
  let worker: RunningCommand;
  let webhooks: RunningCommand;
  let announced: SandboxAnnouncement;
  let simulated: ConnectedSandbox;
  let receiver: { readonly url: string; readonly routes: readonly string[] };
  let env: NodeJS.ProcessEnv;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kyc-cli-system-'));
    [temporal, served] = await Promise.all([
      startDevServer({ path, searchAttributes: searchAttributeTypes }),
      serveStore('pglite:memory'),
    ]);
    sandbox = startCli('sandbox --json');
    announced = JSON.parse((await sandbox.said(/^.*\n/))[0]) as SandboxAnnouncement;
    simulated = connectSandbox(announced.idngo.baseUrl);
    env = {
      TEMPORAL_ADDRESS: temporal.address,
      KYC_STORE_URL: served.url,
      KYC_DOCUMENTS_URL: `file:${folder}`,
      ...optionsAsEnvironment({ providers: sandboxProviders(announced) }),
    };
    [worker, webhooks] = [startCli('worker --json', env), startCli('webhooks --port 0 --json', env)];
    const [receiving] = await Promise.all([webhooks.said(/^\{"ready".*\}$/m), worker.said(/"ready":true/)]);
    receiver = JSON.parse(receiving[0]) as typeof receiver;
    await simulated.sendWebhooksTo(receiver.url);
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

  test('on Identomat the applicant goes through the session behind the link, and the command waits for that', async () => {
    const [configuration] = identomatConfigurations;
    const onboarding = startCli(`onboard cli-identomat --provider identomat --level ${configuration!.id} --wait`, env);
    const [, link] = await onboarding.said(/^link {3}(\S+)/m);
    expect(link).toContain(announced.identomat.widgetUrl);
    await simulated.identomat.finishHosted('cli-identomat');
    const { code, stdout } = await onboarding.ended;
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('approved by provider:identomat') });
  });

  test('on VultSecurity documents are taken with consent and place, and not without', async () => {
    const page = await image('page');
    const documents = `--document PASSPORT:USA::${page} --document SELFIE:USA::${page}`;
    const without = await cli(`onboard cli-vultsecurity-0 --provider vultsecurity ${documents}`);
    expect(without).toMatchObject({ code: 2, stderr: expect.stringContaining("the person's consent") });
    const { code, stdout } = await cli(
      `onboard cli-vultsecurity --provider vultsecurity --consented --location 40.71,-74.01 ${documents} --wait`,
    );
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('approved by provider:vultsecurity') });
  });

  test('a sandbox for people prints what the shell of a worker needs, and serves where it is told to', async () => {
    const [idngo, widget, api, vultsecurity] = await freePorts(4);
    const own = startCli(
      `sandbox --port ${idngo} --identomat-widget-port ${widget} --identomat-api-port ${api} --vultsecurity-port ${vultsecurity}`,
    );
    await own.said(/Ctrl-C stops it\./);
    const { stdout } = await own.stop();
    const exported: Record<string, string> = Object.fromEntries(
      [...stdout.matchAll(/^export (\w+)='(.*)'$/gm)].map(([, name, value]) => [name!, value!] as const),
    );
    const at = (port: number | undefined) => `http://127.0.0.1:${port}`;
    expect(resolveConfig({}, exported).providers).toMatchObject({
      idngo: { baseUrl: at(idngo), environment: 'sandbox' },
      identomat: { widgetUrl: at(widget), externalApiUrl: at(api) },
      vultsecurity: { baseUrl: at(vultsecurity) },
    });
    expect(stdout).toContain('# Webhooks go nowhere: say where with --webhook-url.');
  });

  test('the receiver says where each provider calls, and not the token that protects VultSecurity’s address', () => {
    expect(receiver.routes).toEqual(
      ['idngo', 'identomat', 'vultsecurity/<token>'].map((route) => `${receiver.url}/webhooks/${route}`),
    );
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
