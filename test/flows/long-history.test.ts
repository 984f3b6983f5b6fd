import { onboardingWorkflowId } from '../../src/domain/workflow-ids';
import type { OnboardingInput } from '../../workflows/onboarding/messages';
import { allDocuments } from '../support/applicant';
import { describeFlow } from '../support/flow';
import { hint, hintOften } from '../support/hint';

// Events; the default is 2000. Every hint that is acted on makes about seven.
const policy = { historyLimit: 40 };

describeFlow('a case whose history has grown long goes on in a new one', (flow) => {
  const runIdOf = async (subjectId: string) => {
    const handle = flow.env.temporal.client.workflow.getHandle(onboardingWorkflowId(subjectId));
    return (await handle.describe()).runId;
  };
  const historyOf = async (subjectId: string, runId?: string) => {
    const handle = flow.env.temporal.client.workflow.getHandle(onboardingWorkflowId(subjectId), runId);
    return (await handle.fetchHistory()).events ?? [];
  };
  const startedOf = async (subjectId: string, runId?: string) => {
    const [first] = await historyOf(subjectId, runId);
    return first!.workflowExecutionStartedEventAttributes!;
  };
  /** What the new history was handed. */
  const carried = async (subjectId: string) => {
    const { input } = await startedOf(subjectId);
    return JSON.parse(Buffer.from(input!.payloads![0]!.data!).toString()) as OnboardingInput;
  };
  const inReview = async (subjectId: string) => {
    flow.idngo.script(subjectId, ['never']);
    await flow.start(subjectId, { documents: await allDocuments(flow.kyc, subjectId), policy });
    await flow.recorded(subjectId, 'review-requested');
  };
  const readsOf = (subjectId: string) =>
    flow.calls(subjectId).filter((call) => call === 'getApplicantReviewStatus').length;

  test('with all that it knew, under the same id, and nobody notices', async () => {
    await inReview('long');
    const [runId, before, explained] = [
      await runIdOf('long'),
      await flow.kyc.onboarding.state('long'),
      await flow.kyc.onboarding.explain('long'),
    ];
    await hintOften(flow, 'long', 12);

    expect(await runIdOf('long')).not.toBe(runId);
    // What the reads brought since is new; nothing else is.
    expect(await flow.kyc.onboarding.state('long')).toEqual({ ...before, verdict: expect.anything() });
    expect(await flow.kyc.onboarding.explain('long')).toMatchObject({
      phase: explained.phase,
      since: explained.since,
      timeline: explained.timeline,
    });
    expect((await historyOf('long')).length).toBeLessThan(80);

    flow.idngo.flip('long', { answer: 'GREEN' });
    expect(await flow.kyc.onboarding.result('long')).toMatchObject({ outcome: 'approved', attempts: 1 });
    expect(await flow.story('long')).toEqual({
      outcome: 'approved',
      timeline: ['applicant created', 'review asked for, attempt 1', 'approved by provider:idngo'],
      evidence: ['opened', 'review-requested', 'decided'],
      told: ['decision'],
      effects: { 'applicant-created': 1, 'image-added': 3, 'review-opened': 1 },
    });
  });

  test('where the journal counts on and the chain stays one', async () => {
    await inReview('counted');
    await hintOften(flow, 'counted', 12);
    flow.idngo.flip('counted', { answer: 'GREEN' });
    await flow.kyc.onboarding.result('counted');
    const entries = await flow.env.store.journal.entries(onboardingWorkflowId('counted'));
    expect(entries.map(({ version }) => version)).toEqual([1, 2, 3]);
    expect(new Set(entries.map(({ chain }) => chain)).size).toBe(1);
  });

  test('where an event that was acted on before is not acted on again', async () => {
    await inReview('seen');
    const runId = await runIdOf('seen');
    await hintOften(flow, 'seen', 12);
    expect(await runIdOf('seen')).not.toBe(runId);
    const reads = readsOf('seen');
    for (let nth = 1; nth <= 12; nth++) await hint(flow, 'seen', `synthetic-${nth}`);
    await hint(flow, 'seen', 'something-new');
    await flow.idngo.called('getApplicantReviewStatus', { externalUserId: 'seen', times: reads + 1 });
    // Queries are answered after all signals that came before them.
    await flow.kyc.onboarding.state('seen');
    expect(readsOf('seen')).toBe(reads + 1);
  });

  test('where documents that the provider would not take yet are still there to be sent', async () => {
    const id = flow.faults.add({ call: 'addIdDocument', answer: 403, externalUserId: 'pending', times: 'always' });
    const documents = await allDocuments(flow.kyc, 'pending');
    await flow.start('pending', { documents, policy });
    await flow.recorded('pending', 'refused-by-provider');
    const runId = await runIdOf('pending');
    await flow.sleep('3 hours');

    expect(await runIdOf('pending')).not.toBe(runId);
    const input = await carried('pending');
    expect([input.documents, input.carried]).toEqual([undefined, expect.objectContaining({ pending: documents })]);
    expect(flow.idngo.applicant('pending')!.images).toEqual([]);

    flow.faults.lift(id);
    await flow.sleep('3 hours');
    expect(await flow.kyc.onboarding.result('pending')).toMatchObject({ outcome: 'approved', attempts: 1 });
    expect((await flow.story('pending')).effects).toMatchObject({ 'image-added': 3, 'review-opened': 1 });
  });

  test('but never between a message and its answer', async () => {
    await flow.start('asked', { collection: 'hosted', policy });
    const runId = await runIdOf('asked');
    const ask = () => flow.kyc.onboarding.renewLink('asked');
    // Each of those that ask together gets the newest link of them all.
    await Promise.all(Array.from({ length: 15 }, ask));
    const links = new Set<string>();
    for (let nth = 1; nth <= 15; nth++) links.add((await ask()).url);
    expect(links.size).toBe(15);
    expect(flow.calls('asked').filter((call) => call === 'createWebSdkLink')).toHaveLength(1 + 15 + 15);
    expect(await runIdOf('asked')).not.toBe(runId);

    flow.idngo.finishHosted('asked');
    expect(await flow.kyc.onboarding.result('asked')).toMatchObject({ outcome: 'approved' });
  });

  test('and the documents that are refused while the history is full are waited for in minutes, not in a busy loop', async () => {
    const id = flow.faults.add({ call: 'addIdDocument', answer: 403, externalUserId: 'full', times: 'always' });
    await flow.start('full', { policy });
    const submitted = flow.kyc.onboarding.submitDocuments('full', await allDocuments(flow.kyc, 'full'));
    await flow.recorded('full', 'refused-by-provider');
    // The update is half answered, so the history must stay; it passes its limit here.
    await flow.sleep('3 hours');
    const calls = flow.calls('full').filter((call) => call === 'addIdDocument').length;
    expect((await historyOf('full')).length).toBeGreaterThan(policy.historyLimit);
    // After 1, 2, 4, … minutes, two files at a time.
    expect(calls).toBeLessThanOrEqual(2 * 9);
    flow.faults.lift(id);
    await flow.sleep('3 hours');
    await submitted;
    expect(await flow.kyc.onboarding.result('full')).toMatchObject({ outcome: 'approved' });
  });
});
