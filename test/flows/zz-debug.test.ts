import { createKycTestEnvironment } from '../../src/testing';
import type { KycTestEnvironment } from '../../src/testing';
import { allDocuments } from '../support/applicant';
import { Runtime, DefaultLogger } from '@temporalio/worker';

Runtime.install({ logger: new DefaultLogger('WARN') });
let env: KycTestEnvironment;
const t0 = Date.now();
const say = (...a: unknown[]) => process.stderr.write(`${Date.now() - t0} ${a.map((x) => typeof x === 'string' ? x : JSON.stringify(x, null, 1)).join(' ')}\n`);
beforeAll(async () => {
  env = await createKycTestEnvironment();
  say('env');
}, 60_000);
afterAll(async () => { say('stop'); await env?.stop(); say('stopped'); });

test('x', async () => {
  const { kyc } = env;
  const started = await kyc.onboarding.start({ subjectId: 'fine-1', provider: 'idngo', level: 'basic-kyc-level', collection: 'upload', documents: await allDocuments(kyc, 'fine-1') });
  say(started);
  const r = await Promise.race([kyc.onboarding.result('fine-1'), new Promise((r) => setTimeout(r, 10000))]);
  say('result', r as object);
  say(await kyc.onboarding.explain('fine-1'));
  say(env.sandbox.idngo.calls());
  say(env.sandbox.idngo.webhooks().map(w => ({ ...w, body: undefined, headers: undefined })));
  say(env.told);
});
