import { onboarding, Receiver } from './receiver';

const receiver = Receiver.forThisFile();
const applicantId = (letter: string) => letter.repeat(24);

describe('an authentic event', () => {
  test('wakes the open onboarding with a hint that holds no verdict', async () => {
    expect(await receiver.post(receiver.event())).toEqual([200, 'accepted']);
    const eventKey = expect.stringMatching(/^[0-9a-f]{64}$/);
    expect(receiver.temporal.hints).toEqual([
      { workflowId: onboarding, hint: { provider: 'idngo', type: 'applicantReviewed', eventKey, says: 'completed' } },
    ]);
    expect(await receiver.recorded()).toEqual({
      type: 'applicantReviewed',
      outcome: 'delivered',
      workflowIds: [onboarding],
      copies: 1,
    });
  });

  test('follows the references in the store, where the caller started a second onboarding', async () => {
    const second = `${onboarding}/2`;
    receiver.temporal.open.add(second);
    await receiver.link(second, 'applicant', applicantId('a'));
    const event = receiver.event({ applicantId: applicantId('a'), externalUserId: undefined });
    expect(await receiver.post(event)).toEqual([200, 'accepted']);
    expect(receiver.woken()).toEqual([second]);
  });

  test('whose references both lead to one case wakes it once', async () => {
    const workflowId = 'kyc/onboarding/subject-twice';
    receiver.temporal.open.add(workflowId);
    await receiver.link(workflowId, 'applicant', applicantId('b'));
    await receiver.link(workflowId, 'external-user', 'subject-twice');
    await receiver.post(receiver.event({ applicantId: applicantId('b'), externalUserId: 'subject-twice' }));
    expect(receiver.woken()).toEqual([workflowId]);
  });

  test('of a type that nobody knows yet is delivered all the same', async () => {
    expect(await receiver.post(receiver.event({ type: 'applicantEnteredOrbit' }))).toEqual([200, 'accepted']);
  });

  test('about somebody else is recorded and needs no repeat', async () => {
    const event = receiver.event({ applicantId: applicantId('c'), externalUserId: 'stranger' });
    expect(await receiver.post(event)).toEqual([200, 'unknown']);
    expect([receiver.temporal.hints, receiver.temporal.reversals]).toEqual([[], []]);
    expect(await receiver.recorded()).toMatchObject({ outcome: 'nobody', workflowIds: [], copies: 1 });
  });

  test('about a user that this package would never have created is nobody we know', async () => {
    const event = receiver.event({ applicantId: undefined, externalUserId: 'someone@example.test' });
    expect(await receiver.post(event)).toEqual([200, 'unknown']);
  });

  test.each(['applicantCreated', 'applicantPending', 'applicantPrechecked'])(
    '%s only wakes an onboarding that the provider collects for: elsewhere it echoes our own calls',
    async (type) => {
      const [hosted, uploaded] = ['kyc/onboarding/subject-hosted', 'kyc/onboarding/subject-uploaded'];
      receiver.temporal.open.add(hosted).add(uploaded);
      await receiver.link(hosted, 'hosted-applicant', `${type}-hosted`);
      await receiver.link(uploaded, 'applicant', `${type}-uploaded`);
      const about = (applicantId: string) => receiver.event({ type, applicantId, externalUserId: undefined });
      expect(await receiver.post(about(`${type}-hosted`))).toEqual([200, 'accepted']);
      expect(await receiver.post(about(`${type}-uploaded`))).toEqual([200, 'unknown']);
      expect(receiver.woken()).toEqual([hosted]);
    },
  );

  test('of an action does not wake the onboarding of its applicant', async () => {
    const action = { type: 'applicantActionReviewed', applicantActionId: '5dc2d80ce3cc9b1c1e389c4c' };
    expect(await receiver.post(receiver.event(action))).toEqual([200, 'unknown']);
    expect(receiver.woken()).toEqual([]);
  });

  test('of an action wakes the process of that action', async () => {
    const workflowId = 'kyc/action/subject-1/login-7';
    receiver.temporal.open.add(workflowId);
    await receiver.link(workflowId, 'action', applicantId('d'));
    const action = { type: 'applicantActionReviewed', applicantActionId: applicantId('d') };
    expect(await receiver.post(receiver.event(action))).toEqual([200, 'accepted']);
    expect(receiver.woken()).toEqual([workflowId]);
  });
});

describe('an event for a case that is over', () => {
  beforeEach(() => {
    receiver.temporal.open.clear();
    receiver.temporal.closed.add(onboarding);
  });

  test.each([
    'applicantReviewed',
    'applicantOnHold',
    'applicantReset',
    'applicantLevelChanged',
    'applicantWorkflowCompleted',
  ])('%s has the decided applicant looked at again', async (type) => {
    expect(await receiver.post(receiver.event({ type }))).toEqual([200, 'accepted']);
    expect(receiver.temporal.reversals).toEqual([
      expect.objectContaining({
        workflowId: 'kyc/reversal/subject-1',
        taskQueue: 'kyc',
        args: [{ subjectId: 'subject-1', provider: 'idngo', caseId: onboarding }],
        signalArgs: [expect.objectContaining({ type, says: 'completed' })],
      }),
    ]);
    expect(await receiver.recorded()).toMatchObject({ outcome: 'delivered', workflowIds: ['kyc/reversal/subject-1'] });
  });

  test.each(['applicantCreated', 'applicantPending', 'applicantPersonalInfoChanged', 'applicantDeleted'])(
    '%s is only recorded',
    async (type) => {
      expect(await receiver.post(receiver.event({ type }))).toEqual([200, 'unknown']);
      expect(receiver.temporal.reversals).toEqual([]);
      expect(await receiver.recorded()).toMatchObject({ type, outcome: 'nobody' });
    },
  );

  test('names the newest onboarding of the subject as the one that may be reversed', async () => {
    await receiver.link('kyc/onboarding/subject-9', 'applicant', applicantId('e'));
    await receiver.link('kyc/onboarding/subject-9/2', 'applicant', applicantId('e'));
    await receiver.post(receiver.event({ applicantId: applicantId('e'), externalUserId: undefined }));
    expect(receiver.temporal.reversals.map(({ args }) => args)).toEqual([
      [{ subjectId: 'subject-9', provider: 'idngo', caseId: 'kyc/onboarding/subject-9/2' }],
    ]);
  });

  test('starts nothing while another process of the applicant is open', async () => {
    const monitoring = 'kyc/monitoring/subject-10';
    receiver.temporal.open.add(monitoring);
    await receiver.link('kyc/onboarding/subject-10', 'applicant', applicantId('f'));
    await receiver.link(monitoring, 'applicant', applicantId('f'));
    expect(await receiver.post(receiver.event({ applicantId: applicantId('f') }))).toEqual([200, 'accepted']);
    expect([receiver.woken(), receiver.temporal.reversals]).toEqual([[monitoring], []]);
  });
});

describe('a repeat', () => {
  test('of a delivered event changes nothing', async () => {
    await receiver.post(receiver.event());
    expect(await receiver.post(receiver.event())).toEqual([200, 'duplicate']);
    expect(receiver.woken()).toEqual([onboarding]);
    expect((await receiver.recorded()).copies).toBe(2);
  });

  test('that arrives together with the first wakes the case once', async () => {
    const copies = [1, 2, 3].map(() => receiver.post(receiver.event()));
    expect(await Promise.all(copies)).toEqual([
      [200, 'accepted'],
      [200, 'duplicate'],
      [200, 'duplicate'],
    ]);
    expect(receiver.woken()).toEqual([onboarding]);
  });

  test('of an event for nobody is tried again, since the case may be known by now', async () => {
    receiver.temporal.open.clear();
    expect(await receiver.post(receiver.event())).toEqual([200, 'unknown']);
    receiver.temporal.open.add(onboarding);
    expect(await receiver.post(receiver.event())).toEqual([200, 'accepted']);
  });

  test('with the same correlation but another time is another event', async () => {
    await receiver.post(receiver.event());
    const later = receiver.event({ createdAtMs: '2026-01-02 03:04:06.000' });
    expect(await receiver.post(later)).toEqual([200, 'accepted']);
    expect(receiver.woken()).toEqual([onboarding, onboarding]);
  });
});
