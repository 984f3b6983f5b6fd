import { createHmac } from 'node:crypto';
import { onboardingWorkflowId } from '../../src/domain/workflow-ids';
import { allDocuments, images } from '../support/applicant';
import { describeFlow } from '../support/flow';

const HOUR_MS = 3_600_000;
const actor = { id: 'op-1', roles: ['compliance'] };

describeFlow('as time passes', (flow) => {
  /** The clock of the test server runs on between two leaps: a few seconds at most. */
  const hoursBetween = (from: string, to: unknown) =>
    Math.round((Date.parse(to as string) - Date.parse(from)) / HOUR_MS);
  const loseWebhooks = (externalUserId: string) =>
    flow.faults.add({ webhook: '*', fate: 'lost', times: 'always', externalUserId });
  const reads = (subjectId: string) =>
    flow.calls(subjectId).filter((call) => call === 'getApplicantReviewStatus').length;
  const events = async (subjectId: string) => {
    const handle = flow.env.temporal.client.workflow.getHandle(onboardingWorkflowId(subjectId));
    return (await handle.describe()).historyLength;
  };
  const submitted = async (subjectId: string, more = {}) => {
    await flow.start(subjectId, { documents: await allDocuments(flow.kyc, subjectId), ...more });
    await flow.recorded(subjectId, 'review-requested');
  };
  const leave = async (subjectId: string) => {
    await flow.kyc.onboarding.withdraw(subjectId, { reason: 'the test is over' });
    await flow.kyc.onboarding.result(subjectId);
  };
  const heard = (subjectId: string) =>
    flow.env.told.filter((one) => one.subjectId === subjectId).map(({ kind }) => kind);

  describe('the applicant', () => {
    test('is reminded after 1, 3 and 7 days of what is missing and of the deadline', async () => {
      await flow.start('slow');
      await flow.kyc.onboarding.submitDocuments('slow', await images(flow.kyc, 'slow', [['PASSPORT', null]]));
      const { since } = await flow.kyc.onboarding.explain('slow');
      await flow.sleep('8 days');
      for (const [index, hours] of [24, 3 * 24, 7 * 24].entries()) {
        const { at, facts } = await flow.hears('slow', 'reminder', index + 1);
        expect(facts).toEqual({
          number: index + 1,
          missing: [{ step: 'SELFIE', types: ['SELFIE'] }],
          deadline: expect.any(String),
        });
        expect([hoursBetween(since, at), hoursBetween(since, facts['deadline'])]).toEqual([hours, 30 * 24]);
      }
      expect(await flow.kyc.onboarding.explain('slow')).toMatchObject({
        waitingFor: 'the applicant: SELFIE',
        next: { what: 'the case expires' },
      });

      await flow.kyc.onboarding.submitDocuments('slow', await images(flow.kyc, 'slow', [['SELFIE', null]]));
      expect(await flow.kyc.onboarding.result('slow')).toMatchObject({ outcome: 'approved' });
      expect(heard('slow')).toEqual(['reminder', 'reminder', 'reminder', 'decision']);
    });

    test('gets a fresh link with every reminder', async () => {
      loseWebhooks('lazy');
      const { link } = await flow.start('lazy', { collection: 'hosted' });
      await flow.sleep('3 days');
      const [first, second] = [await flow.hears('lazy', 'reminder'), await flow.hears('lazy', 'reminder', 2)];
      expect(new Set([link, first.facts['link'], second.facts['link']]).size).toBe(3);
      await leave('lazy');
    });

    test('who does not answer within 30 days has let the case expire; the provider deactivates the applicant', async () => {
      loseWebhooks('gone');
      await flow.start('gone');
      await flow.sleep('29 days');
      expect((await flow.kyc.onboarding.state('gone')).phase).toBe('collecting');
      await flow.sleep('1 day');
      expect(await flow.kyc.onboarding.result('gone')).toMatchObject({ outcome: 'expired', decidedBy: 'system' });
      expect(flow.idngo.applicant('gone')).toMatchObject({ deactivated: true });
      expect(await flow.story('gone')).toMatchObject({
        outcome: 'expired',
        evidence: ['opened', 'reminded', 'reminded', 'reminded', 'decided'],
        told: ['reminder', 'reminder', 'reminder', 'decision'],
      });
      expect((await flow.hears('gone', 'decision')).facts).toMatchObject({ outcome: 'expired' });
    });

    test('has 14 days to send again what was refused', async () => {
      flow.idngo.script('tired', [{ answer: 'RED', rejectType: 'RETRY', items: [{ step: 'SELFIE' }] }]);
      await submitted('tired');
      const { at, facts } = await flow.hears('tired', 'resubmission');
      expect(hoursBetween(at, facts['deadline'])).toBe(14 * 24);
      await flow.sleep('13 days');
      expect((await flow.kyc.onboarding.state('tired')).phase).toBe('awaiting_resubmission');
      await flow.sleep('1 day');
      expect(await flow.kyc.onboarding.result('tired')).toMatchObject({ outcome: 'expired', attempts: 2 });
      expect(heard('tired')).toEqual(['resubmission', 'reminder', 'reminder', 'reminder', 'decision']);
    });
  });

  describe('a review', () => {
    test('that no webhook tells of is looked at after a minute and then ever less often, at no cost to the history', async () => {
      loseWebhooks('unheard');
      flow.idngo.script('unheard', ['never']);
      await submitted('unheard');
      const before = reads('unheard');
      const looks = async (after: string) => {
        await flow.sleep(after as '1 day');
        return reads('unheard') - before;
      };
      expect(await looks('30 seconds')).toBe(0);
      // After 1, 2, 4 and 8 minutes.
      expect(await looks('10 minutes')).toBe(4);
      const length = await events('unheard');
      // 16, 32, 64, 128, 256, 512, and then every six hours.
      expect(await looks('10 hours')).toBe(10);
      expect(await looks('1 day')).toBe(14);
      expect(await looks('3 days')).toBe(26);
      expect(await events('unheard')).toBe(length);

      flow.idngo.flip('unheard', { answer: 'GREEN' });
      await flow.sleep('6 hours');
      expect(await flow.kyc.onboarding.result('unheard')).toMatchObject({ outcome: 'approved' });
    });

    test('on hold for 3 days is reported once, and still decided by the provider', async () => {
      flow.idngo.script('held', ['onHold']);
      await submitted('held');
      await flow.recorded('held', 'on-hold');
      await flow.sleep('2 days');
      expect(heard('held')).toEqual([]);
      await flow.sleep('1 day');
      expect((await flow.hears('held', 'on-hold')).facts).toMatchObject({ said: 'onHold' });
      await flow.sleep('4 days');
      flow.idngo.flip('held', { answer: 'GREEN' });
      expect(await flow.kyc.onboarding.result('held')).toMatchObject({
        outcome: 'approved',
        decidedBy: 'provider:idngo',
      });
      expect(await flow.story('held')).toMatchObject({
        evidence: ['opened', 'review-requested', 'on-hold', 'on-hold-reported', 'decided'],
        told: ['on-hold', 'decision'],
      });
    });

    test('with an answer that nobody knows is a person’s after a day, and never an approval', async () => {
      await submitted('unknown-answer');
      await flow.recorded('unknown-answer', 'verdict-unknown');
      await flow.sleep('23 hours');
      expect((await flow.kyc.onboarding.state('unknown-answer')).phase).toBe('in_review');
      await flow.sleep('1 hour');
      const { facts } = await flow.hears('unknown-answer', 'review-needed');
      expect(facts).toEqual({ attempt: 1, why: 'nothing understood for 1 day' });
      expect(await flow.kyc.onboarding.state('unknown-answer')).toMatchObject({
        phase: 'manual_review',
        verdict: { status: 'unknown', said: 'completed PURPLE' },
      });
      await leave('unknown-answer');
    });

    test('that was not understood for a while and then is has its whole time again', async () => {
      await submitted('unknown-once');
      await flow.recorded('unknown-once', 'verdict-unknown');
      flow.idngo.script('unknown-once', ['onHold']);
      flow.idngo.flip('unknown-once', { answer: 'RED', rejectType: 'RETRY', items: [{ step: 'SELFIE' }] });
      await flow.hears('unknown-once', 'resubmission');
      await flow.kyc.onboarding.submitDocuments(
        'unknown-once',
        await images(flow.kyc, 'unknown-once', [['SELFIE', null]], 'second'),
      );
      await flow.recorded('unknown-once', 'on-hold');
      await flow.sleep('2 days');
      expect((await flow.kyc.onboarding.state('unknown-once')).phase).toBe('on_hold');
      await leave('unknown-once');
    });

    test('without a verdict for 30 days is a person’s', async () => {
      loseWebhooks('endless');
      flow.idngo.script('endless', ['never']);
      await submitted('endless');
      await flow.sleep('29 days');
      expect(heard('endless')).toEqual([]);
      await flow.sleep('1 day');
      expect((await flow.hears('endless', 'review-needed')).facts).toEqual({
        attempt: 1,
        why: 'no verdict for 30 days',
      });
      const decision = { actor, decision: 'approve', reason: 'seen at the counter' } as const;
      await flow.kyc.onboarding.decide('endless', decision);
      expect(await flow.kyc.onboarding.result('endless')).toMatchObject({ outcome: 'approved', decidedBy: 'op-1' });
    });

    test('that a webhook calls completed before a read shows it is looked at within seconds, then ever later', async () => {
      loseWebhooks('ahead');
      flow.idngo.script('ahead', ['never']);
      await submitted('ahead');
      const before = reads('ahead');
      await tellCompleted('ahead');
      // At once, and once more by the watch that now begins.
      await flow.idngo.called('getApplicantReviewStatus', { externalUserId: 'ahead', times: before + 2 });
      // After 2, 6 and 14 seconds.
      await flow.sleep('20 seconds');
      expect(reads('ahead') - before).toBe(5);
      flow.idngo.flip('ahead', { answer: 'GREEN' });
      await flow.sleep('20 seconds');
      expect(await flow.kyc.onboarding.result('ahead')).toMatchObject({ outcome: 'approved' });
    });
  });

  describe('a change of policy holds for the wait that is under way', () => {
    const change = (subjectId: string, policy: object) =>
      flow.kyc.onboarding.changePolicy(subjectId, { policy, actor });

    test('a shorter deadline counts from when the wait began', async () => {
      await flow.start('hurried');
      const { since } = await flow.kyc.onboarding.explain('hurried');
      await flow.sleep('12 hours');
      await change('hurried', { collection: { reminders: [], deadline: '2 days' } });
      const { next } = await flow.kyc.onboarding.explain('hurried');
      expect(next!.what).toBe('the case expires');
      expect(hoursBetween(since, next!.at)).toBe(48);
      await flow.sleep('36 hours');
      expect(await flow.kyc.onboarding.result('hurried')).toMatchObject({ outcome: 'expired' });
      expect(await flow.story('hurried')).toMatchObject({
        evidence: ['opened', 'policy-changed', 'decided'],
        told: ['decision'],
      });
    });

    test('a deadline that has passed under the new policy ends the wait now', async () => {
      loseWebhooks('overdue');
      flow.idngo.script('overdue', ['never']);
      await submitted('overdue');
      await flow.sleep('5 days');
      await change('overdue', { review: { deadline: '4 days' } });
      expect((await flow.hears('overdue', 'review-needed')).facts).toMatchObject({ why: 'no verdict for 4 days' });
      await leave('overdue');
    });

    test('looks at the provider come as often as it now says', async () => {
      loseWebhooks('eager');
      flow.idngo.script('eager', ['never']);
      await submitted('eager');
      await flow.sleep('3 days');
      await change('eager', { review: { slowestLook: '10 minutes' } });
      await flow.sleep('1 hour');
      flow.idngo.flip('eager', { answer: 'GREEN' });
      await flow.sleep('10 minutes');
      expect(await flow.kyc.onboarding.result('eager')).toMatchObject({ outcome: 'approved' });
    });
  });

  /** A webhook as the provider signs it, from ahead of its own read model. */
  async function tellCompleted(externalUserId: string): Promise<void> {
    const { applicantId } = flow.idngo.applicant(externalUserId)!;
    const body = JSON.stringify({
      type: 'applicantReviewed',
      applicantId,
      externalUserId,
      reviewStatus: 'completed',
      reviewResult: { reviewAnswer: 'GREEN' },
      sandboxMode: true,
      correlationId: `req-${externalUserId}`,
      createdAtMs: '2026-01-01 00:00:00.000',
    });
    const { webhookSecret } = flow.idngo.credentials;
    const digest = createHmac('sha256', webhookSecret).update(body).digest('hex');
    const headers = {
      'content-type': 'application/json',
      'x-payload-digest': digest,
      'x-payload-digest-alg': 'HMAC_SHA256_HEX',
    };
    const answer = await fetch(new URL('/webhooks/idngo', flow.env.webhookUrl), { method: 'POST', headers, body });
    expect(answer.status).toBe(200);
  }
});
