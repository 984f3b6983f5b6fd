import { allDocuments, images, newIdCard } from '../support/applicant';
import { describeFlow } from '../support/flow';

describeFlow('onboarding by upload', (flow) => {
  test('an applicant whose documents are fine is approved without anybody touching the case', async () => {
    const started = await flow.start('fine', { documents: await allDocuments(flow.kyc, 'fine') });
    expect(started).toMatchObject({ caseId: 'kyc/onboarding/fine', phase: 'collecting' });
    expect(await flow.kyc.onboarding.result('fine')).toMatchObject({
      outcome: 'approved',
      attempts: 1,
      decidedBy: 'provider:idngo',
    });
    expect(await flow.story('fine')).toEqual({
      outcome: 'approved',
      timeline: ['applicant created', 'review asked for, attempt 1', 'approved by provider:idngo'],
      evidence: ['opened', 'review-requested', 'decided'],
      told: ['decision'],
      effects: { 'applicant-created': 1, 'image-added': 3, 'review-opened': 1 },
    });
    expect(flow.calls('fine')).toEqual([]);
  });
});
