import { ApplicationFailure } from '@temporalio/common';
import { onboardingWorkflowId } from '../../src/domain/workflow-ids';
import type { Fault } from '../../src/sandbox';
import { allDocuments, newIdCard } from '../support/applicant';
import { describeFlow } from '../support/flow';

describeFlow('in trouble', (flow) => {
  const documents = (subjectId: string) => allDocuments(flow.kyc, subjectId);
  const events = async (subjectId: string) => {
    const handle = flow.env.temporal.client.workflow.getHandle(onboardingWorkflowId(subjectId));
    return (await handle.describe()).historyLength;
  };
  /** Answers every call about this applicant like this, until the function that is returned lifts it. */
  const always = (externalUserId: string, fault: Partial<Fault> & { answer: number }) => {
    const id = flow.faults.add({ call: '*', times: 'always', externalUserId, ...fault });
    return () => flow.faults.lift(id);
  };
  const failed = (operation: string, externalUserId: string) => flow.idngo.called(operation, { externalUserId });
  const inReview = async (subjectId: string, more = {}) => {
    flow.idngo.script(subjectId, ['never']);
    await flow.start(subjectId, { documents: await documents(subjectId), ...more });
    await flow.recorded(subjectId, 'review-requested');
  };
  const smooth = { 'applicant-created': 1, 'image-added': 3, 'review-opened': 1 };
  const approved = {
    outcome: 'approved',
    evidence: ['opened', 'review-requested', 'decided'],
    told: ['decision'],
    effects: smooth,
  };

  // An hour of attempts stands in the history as one activity: a case that met no trouble has some forty events.
  const MOST_EVENTS = 70;

  describe('an outage of an hour is waited out, and the history stays small', () => {
    test('while the applicant is created', async () => {
      const mend = always('opening', { answer: 503 });
      const starting = flow.start('opening', { documents: await documents('opening') });
      await failed('createApplicant', 'opening');
      await flow.sleep('1 hour');
      expect((await flow.kyc.onboarding.explain('opening')).waitingFor).toBe('idngo to create the applicant');
      mend();
      await flow.sleep('5 minutes');
      expect(await starting).toMatchObject({ phase: 'collecting' });
      expect(await flow.kyc.onboarding.result('opening')).toMatchObject({ outcome: 'approved' });
      expect(await flow.story('opening')).toMatchObject(approved);
      expect(await events('opening')).toBeLessThan(MOST_EVENTS);
    });

    test.each(['getRequiredIdDocsStatus', 'addIdDocument', 'requestApplicantCheck'])('while %s fails', async (call) => {
      const mend = always(call, { call, answer: 503 });
      await flow.start(call, { documents: await documents(call) });
      await failed(call, call);
      await flow.sleep('1 hour');
      expect((await flow.kyc.onboarding.state(call)).phase).toBe('collecting');
      mend();
      await flow.sleep('5 minutes');
      expect(await flow.kyc.onboarding.result(call)).toMatchObject({ outcome: 'approved' });
      expect(await flow.story(call)).toMatchObject(approved);
      expect(await events(call)).toBeLessThan(MOST_EVENTS);
    });

    test('while the verdict is read', async () => {
      await inReview('reading');
      const mend = always('reading', { answer: 503 });
      flow.idngo.flip('reading', { answer: 'GREEN' });
      await flow.idngo.delivered('applicantReviewed', { externalUserId: 'reading' });
      await flow.sleep('1 hour');
      expect((await flow.kyc.onboarding.state('reading')).phase).toBe('in_review');
      mend();
      await flow.sleep('5 minutes');
      expect(await flow.kyc.onboarding.result('reading')).toMatchObject({ outcome: 'approved' });
      expect(await flow.story('reading')).toMatchObject(approved);
      expect(await events('reading')).toBeLessThan(MOST_EVENTS);
    });
  });

  test.each(['createApplicant', 'addIdDocument', 'requestApplicantCheck'])(
    'what %s did before its answer was lost is not done again',
    async (call) => {
      const subjectId = `lost-${call}`;
      flow.faults.add({ call, answer: 500, at: 'after', externalUserId: subjectId });
      await flow.start(subjectId, { documents: await documents(subjectId) });
      await flow.sleep('1 minute');
      expect(await flow.kyc.onboarding.result(subjectId)).toMatchObject({ outcome: 'approved', attempts: 1 });
      expect((await flow.story(subjectId)).effects).toEqual(smooth);
    },
  );

  test('a storm of refusals for too many requests passes', async () => {
    flow.faults.add({ call: '*', answer: 429, retryAfterSeconds: 20, times: 12, externalUserId: 'storm' });
    const starting = flow.start('storm', { documents: await documents('storm') });
    await failed('createApplicant', 'storm');
    await flow.sleep('1 hour');
    await starting;
    expect(await flow.kyc.onboarding.result('storm')).toMatchObject({ outcome: 'approved' });
    expect(await flow.story('storm')).toMatchObject(approved);
    expect(flow.idngo.calls({ externalUserId: 'storm' }).filter(({ status }) => status === 429)).toHaveLength(12);
  });

  describe('a key that is no longer accepted', () => {
    const rotated = async (subjectId: string) => {
      await inReview(subjectId);
      const mend = always(subjectId, { answer: 401 });
      flow.idngo.flip(subjectId, { answer: 'GREEN' });
      await flow.recorded(subjectId, 'refused-by-provider');
      return mend;
    };

    test('is shown with the next try, and the case goes on once it is mended', async () => {
      const mend = await rotated('mended');
      const shown = await flow.kyc.onboarding.explain('mended');
      expect(shown).toMatchObject({
        phase: 'in_review',
        waitingFor: 'idngo to accept the call again (kyc.provider.Unauthorized)',
        next: { what: 'the refused call is tried again' },
      });
      expect(shown.timeline.at(-1)!.text).toMatch(/^refused: kyc\.provider\.Unauthorized/);
      // Tried again after 1 minute and 2 more; the next try is 4 minutes later.
      await flow.sleep('4 minutes');
      const later = await flow.kyc.onboarding.explain('mended');
      const minutes = (Date.parse(later.next!.at) - Date.parse(shown.next!.at)) / 60_000;
      expect(Math.round(minutes)).toBe(6);
      mend();
      await flow.sleep('4 minutes');
      expect(await flow.kyc.onboarding.result('mended')).toMatchObject({ outcome: 'approved' });
      expect(await flow.story('mended')).toMatchObject({
        ...approved,
        evidence: ['opened', 'review-requested', 'refused-by-provider', 'decided'],
      });
    });

    test('and that nobody mends is a person’s case after a day', async () => {
      const mend = await rotated('unmended');
      await flow.sleep('23 hours');
      expect((await flow.kyc.onboarding.state('unmended')).phase).toBe('in_review');
      await flow.sleep('1 hour');
      expect((await flow.hears('unmended', 'review-needed')).facts).toEqual({
        attempt: 1,
        why: 'the provider keeps refusing: kyc.provider.Unauthorized',
      });
      expect((await flow.kyc.onboarding.explain('unmended')).waitingFor).toMatch(/^a person's decision/);
      expect(await events('unmended')).toBeLessThan(150);
      // A withdrawal is not held up by a provider that refuses its part.
      await flow.kyc.onboarding.withdraw('unmended', { reason: 'changed my mind' });
      expect(await flow.kyc.onboarding.result('unmended')).toMatchObject({ outcome: 'withdrawn' });
      expect((await flow.story('unmended')).evidence.slice(-2)).toEqual(['decided', 'not-ended-at-provider']);
      mend();
    });

    test('is forgotten once the call is accepted, though the review goes on', async () => {
      await inReview('pending');
      const mend = always('pending', { answer: 401 });
      await flow.sleep('2 minutes');
      await flow.recorded('pending', 'refused-by-provider');
      mend();
      await flow.sleep('5 minutes');
      expect(await flow.kyc.onboarding.explain('pending')).toMatchObject({
        waitingFor: 'the verdict of idngo',
        next: { what: 'the case goes to a person' },
      });
      flow.idngo.flip('pending', { answer: 'GREEN' });
      expect(await flow.kyc.onboarding.result('pending')).toMatchObject({ outcome: 'approved' });
    });

    test('for one call only is a person’s case all the same, and noted once', async () => {
      const mend = always('half', { call: 'requestApplicantCheck', answer: 403 });
      await flow.start('half', { documents: await documents('half') });
      await flow.recorded('half', 'refused-by-provider');
      await flow.sleep('1 day');
      await flow.hears('half', 'review-needed');
      expect((await flow.story('half')).evidence).toEqual(['opened', 'refused-by-provider', 'referred']);
      mend();
      await flow.kyc.onboarding.withdraw('half', { reason: 'the test is over' });
      await flow.kyc.onboarding.result('half');
    });
  });

  describe('a business that cannot be told', () => {
    const blurred = { answer: 'RED', rejectType: 'RETRY', items: [{ idDocType: 'ID_CARD', side: 'back' }] } as const;
    afterEach(() => flow.env.refuseNews(undefined));

    test('for an hour holds up no step, and then hears everything in order', async () => {
      flow.idngo.script('unheard', [blurred, { answer: 'GREEN' }]);
      flow.env.refuseNews(new Error('503'));
      await flow.start('unheard', { documents: await documents('unheard') });
      await flow.recorded('unheard', 'resubmission-asked');
      await flow.kyc.onboarding.submitDocuments('unheard', await newIdCard(flow.kyc, 'unheard'));
      await flow.recorded('unheard', 'decided');
      expect((await flow.kyc.onboarding.explain('unheard')).waitingFor).toBe(
        'the business, which has not taken the news yet',
      );
      const before = await events('unheard');
      await flow.sleep('1 hour');
      expect((await flow.story('unheard')).told).toEqual([]);
      expect(await events('unheard')).toBe(before);

      flow.env.refuseNews(undefined);
      await flow.sleep('5 minutes');
      expect(await flow.kyc.onboarding.result('unheard')).toMatchObject({ outcome: 'approved' });
      expect((await flow.story('unheard')).told).toEqual(['resubmission', 'decision']);
    });

    test('because it refuses for good is left alone, and the record says so', async () => {
      flow.env.refuseNews(ApplicationFailure.nonRetryable('gone', 'kyc.notification.Failed'));
      await flow.start('unwelcome', { documents: await documents('unwelcome') });
      expect(await flow.kyc.onboarding.result('unwelcome')).toMatchObject({ outcome: 'approved' });
      expect((await flow.story('unwelcome')).evidence).toEqual(['opened', 'review-requested', 'decided', 'not-told']);
    });
  });

  test('a link that is refused costs no attempt, and the person who asked for it is not asked again', async () => {
    flow.idngo.script('linkless', [{ answer: 'RED', rejectType: 'FINAL' }, { answer: 'GREEN' }]);
    await flow.start('linkless', { collection: 'hosted', policy: { rejection: 'review' } });
    flow.idngo.finishHosted('linkless');
    await flow.hears('linkless', 'review-needed');
    const mend = always('linkless', { call: 'createWebSdkLink', answer: 403 });
    const actor = { id: 'op-7', roles: ['compliance'] };
    await flow.kyc.onboarding.decide('linkless', { actor, decision: 'resubmit', reason: 'Another photo, please.' });
    await flow.recorded('linkless', 'refused-by-provider');
    expect(await flow.kyc.onboarding.state('linkless')).toMatchObject({ phase: 'manual_review', attempt: 1 });
    mend();
    // Half a minute after the second try, and half a minute before the first look: nothing is under way when the case is withdrawn.
    await flow.sleep('90 seconds');
    const { facts } = await flow.hears('linkless', 'resubmission');
    expect(facts).toMatchObject({ attempt: 2, link: expect.any(String) });
    await flow.kyc.onboarding.withdraw('linkless', { reason: 'the test is over' });
    await flow.kyc.onboarding.result('linkless');
  });

  test('a link that is refused when the provider asks again is asked for until it is had', async () => {
    flow.idngo.script('linkless-too', [
      { answer: 'RED', rejectType: 'RETRY', labels: ['BAD_PHOTO'] },
      { answer: 'GREEN' },
    ]);
    await flow.start('linkless-too', { collection: 'hosted' });
    const mend = always('linkless-too', { call: 'createWebSdkLink', answer: 403 });
    flow.idngo.finishHosted('linkless-too');
    await flow.recorded('linkless-too', 'refused-by-provider');
    mend();
    await flow.sleep('90 seconds');
    await flow.hears('linkless-too', 'resubmission');
    flow.idngo.finishHosted('linkless-too');
    expect(await flow.kyc.onboarding.result('linkless-too')).toMatchObject({ outcome: 'approved', attempts: 2 });
  });

  describe('a withdrawal in the middle of an outage', () => {
    test('ends the case at once and keeps the record; the provider’s part follows', async () => {
      await inReview('leaving');
      const mend = always('leaving', { answer: 503 });
      const withdrawn = await flow.kyc.onboarding.withdraw('leaving', { reason: 'changed my mind' });
      expect(withdrawn.caseId).toBe(onboardingWorkflowId('leaving'));
      expect((await flow.recorded('leaving', 'decided')).facts).toMatchObject({ outcome: 'withdrawn' });
      expect(await flow.kyc.onboarding.state('leaving')).toMatchObject({ phase: 'closed', outcome: 'withdrawn' });
      await flow.sleep('1 hour');
      mend();
      await flow.sleep('5 minutes');
      expect(await flow.kyc.onboarding.result('leaving')).toMatchObject({ outcome: 'withdrawn' });
      expect(await flow.story('leaving')).toMatchObject({
        outcome: 'withdrawn',
        evidence: ['opened', 'review-requested', 'decided'],
        told: ['decision'],
      });
    });

    test('also before the applicant could be created', async () => {
      const mend = always('unborn', { answer: 503 });
      const starting = flow.start('unborn', { documents: await documents('unborn') });
      await failed('createApplicant', 'unborn');
      await flow.kyc.onboarding.withdraw('unborn', { reason: 'changed my mind' });
      expect(await starting).toMatchObject({ caseId: onboardingWorkflowId('unborn') });
      await flow.hears('unborn', 'decision');
      // Only the provider can tell whether somebody was created after all.
      mend();
      expect(await flow.kyc.onboarding.result('unborn')).toMatchObject({ outcome: 'withdrawn', references: {} });
      expect(await flow.story('unborn')).toMatchObject({ evidence: ['decided'], told: ['decision'], effects: {} });
    });

    test('also when the applicant was created after all, and the answer lost', async () => {
      flow.faults.add({ call: 'createApplicant', answer: 503, at: 'after', externalUserId: 'half-born' });
      const mend = always('half-born', { call: 'createApplicant', answer: 503 });
      const starting = flow.start('half-born', { documents: await documents('half-born') });
      await failed('createApplicant', 'half-born');
      await flow.kyc.onboarding.withdraw('half-born', { reason: 'changed my mind' });
      await starting;
      expect(await flow.kyc.onboarding.result('half-born')).toMatchObject({ outcome: 'withdrawn' });
      expect(flow.idngo.applicant('half-born')).toMatchObject({ deactivated: true });
      mend();
    });
  });
});
