import type { StartOnboarding } from '../../src/client/start-request';
import type { OnboardingClient } from '../../src/client/onboarding';
import { onboardingWorkflowId } from '../../src/domain/workflow-ids';
import type { ReviewStep } from '../../src/sandbox';
import { allDocuments, newIdCard } from '../support/applicant';
import { describeFlow } from '../support/flow';
import { hint } from '../support/hint';

const actor = { id: 'op-2', roles: ['reviewer'] };
const opaque = 'actor must be { id, roles }, by an opaque id of your own system: letters, digits and _ . : -.';
const refusedOnce: ReviewStep = { answer: 'RED', rejectType: 'RETRY', items: [{ step: 'IDENTITY' }] };
const refusedForGood: ReviewStep = { answer: 'RED', rejectType: 'FINAL', labels: ['FORGERY'] };

describeFlow('a message', (flow) => {
  const documents = (subjectId: string) => allDocuments(flow.kyc, subjectId);
  const startWith = async (subjectId: string, steps: ReviewStep[], more: Partial<StartOnboarding> = {}) => {
    flow.idngo.script(subjectId, steps);
    return flow.start(subjectId, { documents: await documents(subjectId), ...more });
  };
  const forAPerson = async (subjectId: string) => {
    await startWith(subjectId, [refusedForGood], { policy: { rejection: 'review' } });
    await flow.hears(subjectId, 'review-needed');
  };

  describe('to a case that is over', () => {
    const sent: Record<string, (onboarding: OnboardingClient, subjectId: string) => Promise<unknown>> = {
      submitDocuments: async (onboarding, subjectId) =>
        onboarding.submitDocuments(subjectId, await documents(subjectId)),
      submitApplicantData: (onboarding, subjectId) =>
        onboarding.submitApplicantData(subjectId, { firstName: 'Synthia' }),
      requestReview: (onboarding, subjectId) => onboarding.requestReview(subjectId),
      renewLink: (onboarding, subjectId) => onboarding.renewLink(subjectId),
      changeLevel: (onboarding, subjectId) => onboarding.changeLevel(subjectId, { level: 'poa-level', actor }),
      changePolicy: (onboarding, subjectId) =>
        onboarding.changePolicy(subjectId, { policy: { rejection: 'review' }, actor }),
      decide: (onboarding, subjectId) => onboarding.decide(subjectId, { actor, decision: 'approve', reason: 'late' }),
      withdraw: (onboarding, subjectId) => onboarding.withdraw(subjectId, { reason: 'late' }),
      start: async (_, subjectId) => flow.start(subjectId, { documents: await documents(subjectId) }),
    };
    beforeAll(async () => {
      await startWith('over', [refusedForGood]);
      await flow.kyc.onboarding.result('over');
    });

    test.each(Object.keys(sent))(
      '%s is answered with its outcome, and nothing reaches the provider',
      async (message) => {
        const calls = flow.calls('over');
        await expect(sent[message]!(flow.kyc.onboarding, 'over')).rejects.toMatchObject({
          type: 'kyc.case.Closed',
          message:
            'Case kyc/onboarding/over is over: rejected. To verify the subject again, start with another number: { number: 2 }.',
          details: [{ outcome: 'rejected' }],
        });
        expect(flow.calls('over')).toEqual(calls);
      },
    );

    test('is no reason to forget it: state and explanation are still there', async () => {
      expect(await flow.kyc.onboarding.state('over')).toMatchObject({
        caseId: 'kyc/onboarding/over',
        phase: 'closed',
        outcome: 'rejected',
        attempt: 1,
        verdict: { status: 'rejected', reasons: ['FORGERY'] },
      });
      expect(await flow.kyc.onboarding.explain('over')).toMatchObject({
        waitingFor: 'nothing: the case is over',
        wakesOn: [],
        providerSaid: 'completed RED FINAL',
      });
    });
  });

  describe('to start', () => {
    test('sent twice joins the case that runs, also at the same time', async () => {
      const request = { collection: 'hosted' } as const;
      const [one, other] = await Promise.all([flow.start('joined', request), flow.start('joined', request)]);
      const third = await flow.start('joined', request);
      expect([other, third]).toEqual([one, one]);
      expect(flow.idngo.effectsOn('joined')).toEqual({ 'applicant-created': 1, 'link-created': 1, 'token-created': 1 });
    });

    test('on another level says which case is running, and what to do', async () => {
      await flow.start('elsewhere');
      await expect(flow.start('elsewhere', { level: 'poa-level' })).rejects.toMatchObject({
        type: 'kyc.case.AlreadyStarted',
        message:
          "Case kyc/onboarding/elsewhere is running on provider 'idngo', level 'basic-kyc-level'. " +
          'Use it, withdraw it first, or start with another number.',
      });
    });

    test('another time, with a number, is a case of its own for the same applicant', async () => {
      const { onboarding } = flow.kyc;
      await startWith('again', [{ answer: 'GREEN' }]);
      await onboarding.result('again');
      expect(await flow.start('again', { number: 2 })).toMatchObject({ caseId: 'kyc/onboarding/again/2' });
      expect(await onboarding.result('again', { number: 2 })).toMatchObject({ outcome: 'approved' });
      const { timeline } = await onboarding.explain('again', { number: 2 });
      expect(timeline.map(({ text }) => text)).toEqual([
        'applicant found at the provider',
        'approved by provider:idngo',
      ]);
      expect(flow.idngo.effectsOn('again')).toMatchObject({ 'applicant-created': 1, 'review-opened': 1 });
    });
  });

  describe('with a person’s decision', () => {
    test('is refused while the provider decides', async () => {
      await startWith('undecided', ['never']);
      await flow.recorded('undecided', 'review-requested');
      await expect(
        flow.kyc.onboarding.decide('undecided', { actor, decision: 'approve', reason: 'impatient' }),
      ).rejects.toMatchObject({
        type: 'kyc.case.WrongPhase',
        message: 'The case is in_review; a person can decide only while it is manual_review.',
      });
    });

    test('is refused when it names nobody, no reason, no known decision or an unknown step, and can then be made', async () => {
      const { onboarding } = flow.kyc;
      await forAPerson('picky');
      const fine = { actor, decision: 'resubmit', reason: 'a better photo', steps: ['SELFIE'] } as const;
      for (const [wrong, says] of [
        [{ actor: undefined }, opaque],
        [{ actor: { id: '', roles: [] } }, opaque],
        [{ reason: ' ' }, 'reason is missing.'],
        [{ decision: 'maybe' }, 'decision must be approve, reject or resubmit.'],
        [{ steps: ['SELFIE', 'IRIS'] }, 'steps must be of this level: IDENTITY, SELFIE.'],
      ] as const) {
        await expect(onboarding.decide('picky', { ...fine, ...wrong } as never)).rejects.toMatchObject({
          type: 'kyc.input.InvalidRequest',
          message: says,
        });
      }
      expect(await onboarding.state('picky')).toMatchObject({ phase: 'manual_review' });
      await onboarding.decide('picky', fine);
      const { facts } = await flow.hears('picky', 'resubmission');
      expect(facts).toMatchObject({ attempt: 2, items: [{ step: 'SELFIE' }] });
    });
  });

  test('that changes the policy is on the record with who did it', async () => {
    await flow.start('changed');
    const policy = { name: 'strict', version: 4, attempts: { max: 1 } };
    const { policy: now } = await flow.kyc.onboarding.changePolicy('changed', { policy, actor });
    expect(now).toMatchObject({ name: 'strict', version: 4, attempts: { max: 1, exhausted: 'review' } });
    expect(await flow.recorded('changed', 'policy-changed')).toMatchObject({
      actor: 'op-2',
      facts: { from: 'default@1', to: 'strict@4', policy },
    });
    const asked = flow.kyc.onboarding.changePolicy('changed', { policy: { attempts: { max: -1 } }, actor });
    await expect(asked).rejects.toMatchObject({ type: 'kyc.input.InvalidRequest' });

    flow.idngo.script('changed', [refusedOnce]);
    await flow.kyc.onboarding.submitDocuments('changed', await documents('changed'));
    expect((await flow.hears('changed', 'review-needed')).facts).toMatchObject({ why: '1 attempts used up' });
  });

  test('with documents that crosses the provider’s final word is refused, and the case closes all the same', async () => {
    const { onboarding } = flow.kyc;
    await startWith('crossed', [refusedOnce]);
    await flow.hears('crossed', 'resubmission');
    const read = 'getApplicantReviewStatus';
    const fault = flow.faults.add({ call: read, answer: 503, times: 'always', externalUserId: 'crossed' });
    const reads = flow.calls('crossed').filter((call) => call === read).length;
    await hint(flow, 'crossed', 'somebody-looked');
    await flow.idngo.called(read, { externalUserId: 'crossed', times: reads + 1 });
    const sending = onboarding.submitDocuments('crossed', await newIdCard(flow.kyc, 'crossed'));
    const told = expect(sending).rejects.toMatchObject({ type: 'kyc.case.Closed', details: [{ outcome: 'approved' }] });
    await flow.recorded('crossed', 'documents-submitted');

    flow.idngo.flip('crossed', { answer: 'GREEN' });
    flow.faults.lift(fault);
    await told;
    expect(await onboarding.result('crossed')).toMatchObject({ outcome: 'approved' });
    expect(flow.idngo.effectsOn('crossed')).toEqual({ 'applicant-created': 1, 'image-added': 3, 'review-opened': 1 });
  });

  test('that repeats an event, or that is for nobody, changes nothing', async () => {
    await startWith('echoed', ['never']);
    await flow.recorded('echoed', 'review-requested');
    const reads = () => flow.calls('echoed').filter((call) => call === 'getApplicantReviewStatus').length;
    const before = reads();
    await Promise.all([1, 2, 3].map(() => hint(flow, 'echoed', 'the-same')));
    await flow.idngo.called('getApplicantReviewStatus', { externalUserId: 'echoed', times: before + 1 });
    await hint(flow, 'echoed', 'another');
    await flow.idngo.called('getApplicantReviewStatus', { externalUserId: 'echoed', times: before + 2 });
    expect(reads()).toBe(before + 2);
    expect(
      (await flow.env.temporal.client.workflow.getHandle(onboardingWorkflowId('echoed')).describe()).status.name,
    ).toBe('RUNNING');
  });
});
