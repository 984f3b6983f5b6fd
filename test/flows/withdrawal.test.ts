import { onboardingWorkflowId, reversalWorkflowId } from '../../src/domain/workflow-ids';
import type { ReviewStep } from '../../src/sandbox';
import type { StartOnboarding } from '../../src/client/start-request';
import { allDocuments } from '../support/applicant';
import { describeFlow } from '../support/flow';

describeFlow('a withdrawal', (flow) => {
  const reason = 'changed my mind';
  const refusedOnce: ReviewStep = { answer: 'RED', rejectType: 'RETRY', items: [{ step: 'IDENTITY' }] };
  const refusedForGood: ReviewStep = { answer: 'RED', rejectType: 'FINAL' };
  /** Starts a case with all documents, whose review goes as scripted, and waits for this step of it. */
  const until = async (subjectId: string, steps: ReviewStep[], kind: string, more: Partial<StartOnboarding> = {}) => {
    flow.idngo.script(subjectId, steps);
    await flow.start(subjectId, { documents: await allDocuments(flow.kyc, subjectId), ...more });
    await flow.recorded(subjectId, kind);
  };

  const phases: Record<string, (subjectId: string) => Promise<unknown>> = {
    collecting: (subjectId) => flow.start(subjectId),
    in_review: (subjectId) => until(subjectId, ['never'], 'review-requested'),
    on_hold: (subjectId) => until(subjectId, ['onHold'], 'on-hold'),
    awaiting_resubmission: (subjectId) => until(subjectId, [refusedOnce], 'resubmission-asked'),
    manual_review: (subjectId) => until(subjectId, [refusedForGood], 'referred', { policy: { rejection: 'review' } }),
  };

  test.each(Object.keys(phases))(
    'ends a case that is %s, closes it at the provider and keeps the record',
    async (phase) => {
      const subjectId = `leaves-${phase}`;
      await phases[phase]!(subjectId);
      expect(await flow.kyc.onboarding.state(subjectId)).toMatchObject({ phase });
      const before = (await flow.story(subjectId)).evidence;

      await flow.kyc.onboarding.withdraw(subjectId, { reason });
      expect(await flow.kyc.onboarding.result(subjectId)).toMatchObject({
        outcome: 'withdrawn',
        decidedBy: 'applicant',
      });
      const { outcome, evidence, told, timeline } = await flow.story(subjectId);
      expect([outcome, evidence, timeline.at(-1)]).toEqual([
        'withdrawn',
        [...before, 'decided'],
        'withdrawn by applicant',
      ]);
      expect(told.at(-1)).toBe('decision');
      expect((await flow.recorded(subjectId, 'decided')).facts).toMatchObject({ outcome: 'withdrawn', why: reason });
      // The vendor refuses to deactivate an applicant while a review runs.
      expect(flow.idngo.applicant(subjectId)).toMatchObject({ deactivated: phase !== 'in_review' });
    },
  );

  test('says who wanted it', async () => {
    await flow.start('led-away');
    await flow.kyc.onboarding.withdraw('led-away', { reason: 'left the country', actor: { id: 'op-5', roles: [] } });
    expect(await flow.kyc.onboarding.result('led-away')).toMatchObject({ outcome: 'withdrawn', decidedBy: 'op-5' });
  });

  test('while documents are on their way tells their sender that the case is over', async () => {
    await flow.start('sending');
    const fault = flow.faults.add({ call: 'addIdDocument', answer: 503, times: 'always', externalUserId: 'sending' });
    const sending = flow.kyc.onboarding.submitDocuments('sending', await allDocuments(flow.kyc, 'sending'));
    const told = expect(sending).rejects.toMatchObject({
      type: 'kyc.case.Closed',
      details: [{ outcome: 'withdrawn' }],
    });
    await flow.idngo.called('addIdDocument', { externalUserId: 'sending' });
    await flow.kyc.onboarding.withdraw('sending', { reason });
    await told;
    flow.faults.lift(fault);
    expect(await flow.kyc.onboarding.result('sending')).toMatchObject({ outcome: 'withdrawn' });
    expect(flow.idngo.applicant('sending')).toMatchObject({ deactivated: true, images: [] });
    expect((await flow.story('sending')).evidence).toEqual(['opened', 'documents-submitted', 'decided']);
  });

  test('is final: a second one, and an approval that comes later, change nothing', async () => {
    const { onboarding } = flow.kyc;
    await until('final', ['never'], 'review-requested');
    await onboarding.withdraw('final', { reason });
    await onboarding.result('final');
    await expect(onboarding.withdraw('final', { reason })).rejects.toMatchObject({ type: 'kyc.case.Closed' });

    flow.idngo.flip('final', { answer: 'GREEN' });
    await flow.idngo.delivered('applicantReviewed', { externalUserId: 'final' });
    await flow.recorded(reversalWorkflowId('final'), 'decision-confirmed');
    expect(await flow.story('final')).toMatchObject({ outcome: 'withdrawn', told: ['decision'] });
  });

  test('has a reason', async () => {
    await flow.start('mute');
    for (const [given, says] of [
      ['', 'reason is missing'],
      ['  ', 'reason is missing'],
      ['x'.repeat(1_001), 'more than 1000 characters'],
    ] as const) {
      await expect(flow.kyc.onboarding.withdraw('mute', { reason: given })).rejects.toMatchObject({
        type: 'kyc.input.InvalidRequest',
        message: expect.stringContaining(says),
      });
    }
    expect(await flow.kyc.onboarding.state('mute')).toMatchObject({ phase: 'collecting' });
  });

  test('is what a cancellation in Temporal comes to, in any phase', async () => {
    await until('cancelled', ['never'], 'review-requested');
    await flow.env.temporal.client.workflow.getHandle(onboardingWorkflowId('cancelled')).cancel();
    expect(await flow.kyc.onboarding.result('cancelled')).toMatchObject({ outcome: 'withdrawn', decidedBy: 'system' });
    expect((await flow.recorded('cancelled', 'decided')).facts).toMatchObject({ why: 'cancelled in Temporal' });

    await flow.start('cancelled-early');
    await flow.env.temporal.client.workflow.getHandle(onboardingWorkflowId('cancelled-early')).cancel();
    expect(await flow.kyc.onboarding.result('cancelled-early')).toMatchObject({ outcome: 'withdrawn' });
    expect(flow.idngo.applicant('cancelled-early')).toMatchObject({ deactivated: true });
  });
});
