import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { onboardingWorkflowId } from '../../src/domain/workflow-ids';
import type { Review } from '../../src/sandbox';
import { allDocuments, newIdCard } from '../support/applicant';
import { describeFlow } from '../support/flow';

const secret = 'Synthetic: for the eyes of the client alone.';
const blurredBack: Review = {
  answer: 'RED',
  rejectType: 'RETRY',
  labels: ['UNSATISFACTORY_PHOTOS'],
  moderationComment: 'We could not read your document.',
  clientComment: secret,
  items: [{ step: 'IDENTITY', side: 'back', comment: 'Please send a sharp photo of the back.' }],
};

describeFlow('resubmission', (flow) => {
  test('after RED RETRY on one side only that document is asked for again, and the second attempt is approved', async () => {
    const { onboarding } = flow.kyc;
    flow.idngo.script('blurred', [blurredBack, { answer: 'GREEN' }]);
    await flow.start('blurred', { documents: await allDocuments(flow.kyc, 'blurred') });

    const { facts } = await flow.hears('blurred', 'resubmission');
    const asked = {
      step: 'IDENTITY',
      types: ['PASSPORT', 'ID_CARD', 'DRIVERS', 'RESIDENCE_PERMIT'],
      comment: 'Please send a sharp photo of the back.',
      rejectLabels: ['UNSATISFACTORY_PHOTOS'],
      // One refused side of a card makes IDnGO drop both.
      sides: ['front', 'back'],
    };
    expect(facts).toMatchObject({ attempt: 2, items: [asked] });
    const state = await onboarding.state('blurred');
    expect(state).toMatchObject({
      phase: 'awaiting_resubmission',
      attempt: 2,
      requirements: [asked],
      missing: [asked],
    });

    await onboarding.submitDocuments('blurred', await newIdCard(flow.kyc, 'blurred'));
    expect(await onboarding.result('blurred')).toMatchObject({ outcome: 'approved', attempts: 2, reasons: [] });
    expect(await flow.story('blurred')).toEqual({
      outcome: 'approved',
      timeline: [
        'applicant created',
        'review asked for, attempt 1',
        'asked again: IDENTITY',
        '2 document(s) submitted',
        'review asked for, attempt 2',
        'approved by provider:idngo',
      ],
      evidence: [
        'opened',
        'review-requested',
        'resubmission-asked',
        'documents-submitted',
        'review-requested',
        'decided',
      ],
      told: ['resubmission', 'decision'],
      effects: { 'applicant-created': 1, 'image-added': 5, 'review-opened': 2 },
    });
  });

  test('the comment that the applicant must not see goes nowhere', async () => {
    const caseId = onboardingWorkflowId('discreet');
    flow.idngo.script('discreet', [blurredBack, { ...blurredBack, rejectType: 'FINAL' }]);
    await flow.start('discreet', { documents: await allDocuments(flow.kyc, 'discreet') });
    await flow.hears('discreet', 'resubmission');
    await flow.kyc.onboarding.submitDocuments('discreet', await newIdCard(flow.kyc, 'discreet'));
    await flow.kyc.onboarding.result('discreet');

    const told = flow.env.told.filter(({ subjectId }) => subjectId === 'discreet');
    const evidence = await flow.env.store.journal.entries(caseId);
    const state = await flow.kyc.onboarding.state('discreet');
    const explained = await flow.kyc.onboarding.explain('discreet');
    expect([told.length, evidence.length, state.phase]).toEqual([2, 7, 'closed']);
    expect(JSON.stringify([told, evidence, state, explained])).not.toContain(secret);
    const history = await flow.env.temporal.client.workflow.getHandle(caseId).fetchHistory();
    expect(decoded(historyToJSON(history))).toContain('UNSATISFACTORY_PHOTOS');
    expect(decoded(historyToJSON(history))).not.toContain(secret);
  });

  test('a provider that names no item has the whole level asked again', async () => {
    flow.idngo.script('vague', [
      { answer: 'RED', rejectType: 'RETRY', labels: ['OTHER'], moderationComment: 'Try again.' },
    ]);
    await flow.start('vague', { documents: await allDocuments(flow.kyc, 'vague') });
    await flow.hears('vague', 'resubmission');
    const { requirements } = await flow.kyc.onboarding.requirements('vague');
    expect(requirements.map(({ step, comment, rejectLabels }) => ({ step, comment, rejectLabels }))).toEqual([
      { step: 'IDENTITY', comment: 'Try again.', rejectLabels: ['OTHER'] },
      { step: 'SELFIE', comment: 'Try again.', rejectLabels: ['OTHER'] },
    ]);
  });

  test('what was not asked for again is refused', async () => {
    flow.idngo.script('selfie', [{ ...blurredBack, items: [{ step: 'SELFIE' }] }]);
    await flow.start('selfie', { documents: await allDocuments(flow.kyc, 'selfie') });
    await flow.hears('selfie', 'resubmission');
    await expect(
      flow.kyc.onboarding.submitDocuments('selfie', await newIdCard(flow.kyc, 'selfie')),
    ).rejects.toMatchObject({ type: 'kyc.input.UnexpectedDocument' });
  });

  describe('after the third attempt', () => {
    const thrice = [blurredBack, blurredBack, blurredBack];
    const tryThreeTimes = async (subjectId: string, exhausted: 'review' | 'reject') => {
      flow.idngo.script(subjectId, thrice);
      await flow.start(subjectId, {
        documents: await allDocuments(flow.kyc, subjectId),
        policy: { attempts: { exhausted } },
      });
      for (const nth of [1, 2]) {
        await flow.hears(subjectId, 'resubmission', nth);
        await flow.kyc.onboarding.submitDocuments(subjectId, await newIdCard(flow.kyc, subjectId));
      }
    };
    const timeline = [
      'applicant created',
      'review asked for, attempt 1',
      'asked again: IDENTITY',
      '2 document(s) submitted',
      'review asked for, attempt 2',
      'asked again: IDENTITY',
      '2 document(s) submitted',
      'review asked for, attempt 3',
      'verdict: completed RED RETRY',
    ];

    test('a person decides', async () => {
      const { onboarding } = flow.kyc;
      await tryThreeTimes('thrice', 'review');
      expect((await flow.hears('thrice', 'review-needed')).facts).toEqual({ attempt: 3, why: '3 attempts used up' });
      const actor = { id: 'op-7', roles: ['reviewer'] };
      await onboarding.decide('thrice', { actor, decision: 'approve', reason: 'seen at the counter' });
      expect(await onboarding.result('thrice')).toMatchObject({ outcome: 'approved', attempts: 3, decidedBy: 'op-7' });
      expect(await flow.story('thrice')).toMatchObject({
        timeline: [...timeline, 'to a person: 3 attempts used up', 'approved by op-7'],
        told: ['resubmission', 'resubmission', 'review-needed', 'decision'],
      });
    });

    test('or, as the policy says, the case ends', async () => {
      await tryThreeTimes('enough', 'reject');
      expect(await flow.kyc.onboarding.result('enough')).toMatchObject({
        outcome: 'rejected',
        attempts: 3,
        decidedBy: 'provider:idngo',
        reasons: ['UNSATISFACTORY_PHOTOS'],
      });
      expect(await flow.story('enough')).toMatchObject({
        timeline: [...timeline, 'rejected by provider:idngo'],
        told: ['resubmission', 'resubmission', 'decision'],
      });
    });
  });

  describe('RED FINAL', () => {
    const documents = (subjectId: string) => allDocuments(flow.kyc, subjectId);

    test('ends the case with the labels', async () => {
      await flow.start('reject-final', { documents: await documents('reject-final') });
      expect(await flow.kyc.onboarding.result('reject-final')).toMatchObject({
        outcome: 'rejected',
        reasons: ['FORGERY'],
      });
      expect(await flow.story('reject-final')).toEqual({
        outcome: 'rejected',
        timeline: [
          'applicant created',
          'review asked for, attempt 1',
          'verdict: completed RED FINAL',
          'rejected by provider:idngo',
        ],
        evidence: ['opened', 'review-requested', 'verdict', 'decided'],
        told: ['decision'],
        effects: { 'applicant-created': 1, 'image-added': 3, 'review-opened': 1 },
      });
    });

    test('goes to a person first where the policy says so', async () => {
      await flow.start('reject-seen', { documents: await documents('reject-seen'), policy: { rejection: 'review' } });
      await flow.hears('reject-seen', 'review-needed');
      const actor = { id: 'op-8', roles: [] };
      await flow.kyc.onboarding.decide('reject-seen', { actor, decision: 'reject', reason: 'forged indeed' });
      expect(await flow.kyc.onboarding.result('reject-seen')).toMatchObject({
        outcome: 'rejected',
        decidedBy: 'op-8',
        reasons: ['FORGERY'],
      });
      expect(await flow.story('reject-seen')).toMatchObject({
        timeline: [
          'applicant created',
          'review asked for, attempt 1',
          'verdict: completed RED FINAL',
          'to a person: rejected by the provider',
          'rejected by op-8',
        ],
        told: ['review-needed', 'decision'],
      });
    });
  });
});

/** The history with its payloads in clear. */
function decoded(json: string): string {
  return json.replace(/"data":\s*"([A-Za-z0-9+/=]+)"/g, (_, data: string) => Buffer.from(data, 'base64').toString());
}
