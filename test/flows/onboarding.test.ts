import { createKycTestEnvironment } from '../../src/testing';
import type { KycTestEnvironment } from '../../src/testing';
import { sampleFile } from '../../src/sandbox';

let env: KycTestEnvironment;
beforeAll(async () => {
  env = await createKycTestEnvironment();
}, 60_000);
afterAll(() => env?.stop());

test('an applicant whose documents are fine is approved without anybody touching the case', async () => {
  const started = await env.kyc.onboarding.start({
    subjectId: 'fine-1',
    provider: 'idngo',
    level: 'basic-kyc-level',
    collection: 'upload',
    documents: [await image(env, 'PASSPORT'), await image(env, 'SELFIE')],
  });
  expect(started.caseId).toBe('kyc/onboarding/fine-1');
  const result = await env.kyc.onboarding.result('fine-1');
  expect(result).toMatchObject({ outcome: 'approved', attempts: 1, decidedBy: 'provider:idngo' });
  const explained = await env.kyc.onboarding.explain('fine-1');
  console.log(explained);
});

async function image({ kyc }: KycTestEnvironment, type: string, side?: 'front' | 'back') {
  const bytes = sampleFile('image/png', type);
  const document = await kyc.documents.put(bytes, { mediaType: 'image/png', subjectId: 'someone' });
  return { type, country: 'KAZ', side, document };
}
