import { onboardingWorkflowId, reversalWorkflowId } from '../../src/domain/workflow-ids';
import { allDocuments } from '../support/applicant';
import { describeFlow } from '../support/flow';

describeFlow('a decided applicant is looked at again', (flow) => {
  const approve = async (subjectId: string) => {
    await flow.start(subjectId, { documents: await allDocuments(flow.kyc, subjectId) });
    expect(await flow.kyc.onboarding.result(subjectId)).toMatchObject({ outcome: 'approved' });
  };
  const evidenceOf = async (workflowId: string) => {
    const entries = await flow.env.store.journal.entries(workflowId);
    return entries.map(({ kind, actor, facts }) => ({ kind, actor, facts }));
  };
  const reversalOf = (subjectId: string) =>
    flow.env.temporal.client.workflow.getHandle(reversalWorkflowId(subjectId)).describe();

  test('an approval that turns RED weeks later is put on the record and told, and the decision stands as it was', async () => {
    await approve('turned');
    const caseId = onboardingWorkflowId('turned');
    const { journal } = flow.env.store;
    const [evidence, row] = [await journal.entries(caseId), await journal.process(caseId)];

    await flow.sleep('21 days');
    flow.idngo.flip('turned', { answer: 'RED', rejectType: 'FINAL', labels: ['BLOCKLIST'] });
    const told = await flow.hears('turned', 'reversal');
    const facts = {
      caseId,
      decided: 'approved',
      now: 'rejected',
      reasons: ['BLOCKLIST'],
      said: 'completed RED FINAL',
    };
    expect(told).toMatchObject({ caseId, subjectId: 'turned', facts });
    expect(await evidenceOf(reversalWorkflowId('turned'))).toEqual([
      { kind: 'looked-again', actor: 'system', facts: { caseId, hints: 1 } },
      { kind: 'decision-reversed', actor: 'provider:idngo', facts },
    ]);
    expect(await journal.process(reversalWorkflowId('turned'))).toMatchObject({
      process: 'reversal',
      subjectId: 'turned',
      phase: 'closed',
      outcome: 'reversed',
    });

    expect(await journal.entries(caseId)).toEqual(evidence);
    expect(await journal.process(caseId)).toEqual(row);
    expect(await flow.kyc.onboarding.state('turned')).toMatchObject({ phase: 'closed', outcome: 'approved' });
    expect((await flow.story('turned')).told).toEqual(['decision', 'reversal']);
  });

  test('a webhook that comes after the decision it announces confirms it, and nobody is told', async () => {
    const subjectId = 'overtaken';
    flow.faults.add({ webhook: 'applicantReviewed', fate: 'late', delayMs: 3_000, externalUserId: subjectId });
    await flow.start(subjectId, { documents: await allDocuments(flow.kyc, subjectId) });
    await flow.idngo.reached(subjectId, 'completed');
    // The case looks by itself.
    await flow.sleep('5 minutes');
    expect(await flow.kyc.onboarding.result(subjectId)).toMatchObject({ outcome: 'approved' });

    await flow.idngo.delivered('applicantReviewed', { externalUserId: subjectId }, 10_000);
    await flow.sleep('5 minutes');
    await flow.recorded(reversalWorkflowId(subjectId), 'decision-confirmed');
    expect(await evidenceOf(reversalWorkflowId(subjectId))).toMatchObject([
      { kind: 'looked-again' },
      { kind: 'decision-confirmed', facts: { decided: 'approved', now: 'approved', said: 'completed GREEN' } },
    ]);
    expect((await flow.story(subjectId)).told).toEqual(['decision']);
    expect((await reversalOf(subjectId)).status.name).toBe('COMPLETED');
  });

  test('what the provider had said before a person decided otherwise is no reversal, however late it is told', async () => {
    const subjectId = 'overruled';
    flow.faults.add({ webhook: 'applicantReviewed', fate: 'late', delayMs: 3_000, externalUserId: subjectId });
    flow.idngo.script(subjectId, [{ answer: 'RED', rejectType: 'FINAL', labels: ['FORGERY'] }]);
    const documents = await allDocuments(flow.kyc, subjectId);
    await flow.start(subjectId, { documents, policy: { rejection: 'review' } });
    await flow.idngo.reached(subjectId, 'completed');
    await flow.sleep('5 minutes');
    await flow.hears(subjectId, 'review-needed');
    const actor = { id: 'op-9', roles: ['reviewer'] };
    await flow.kyc.onboarding.decide(subjectId, { actor, decision: 'approve', reason: 'seen at the counter' });
    expect(await flow.kyc.onboarding.result(subjectId)).toMatchObject({ outcome: 'approved', decidedBy: 'op-9' });

    await flow.idngo.delivered('applicantReviewed', { externalUserId: subjectId }, 10_000);
    await flow.sleep('5 minutes');
    await flow.recorded(reversalWorkflowId(subjectId), 'decision-confirmed');
    expect((await flow.story(subjectId)).told).toEqual(['review-needed', 'decision']);
  });

  test('a second reversal of the same applicant is a finding of its own', async () => {
    await approve('twice');
    flow.idngo.flip('twice', { answer: 'RED', rejectType: 'FINAL', labels: ['BLOCKLIST'] });
    const first = await flow.hears('twice', 'reversal');
    const { runId } = await reversalOf('twice');
    await flow.env.temporal.client.workflow.getHandle(reversalWorkflowId('twice'), runId).result();

    flow.idngo.flip('twice', { answer: 'RED', rejectType: 'FINAL', labels: ['FORGERY'] });
    const second = await flow.hears('twice', 'reversal', 2);
    expect([first.facts['reasons'], second.facts['reasons']]).toEqual([['BLOCKLIST'], ['FORGERY']]);
    expect(second.id).not.toBe(first.id);
  });

  test('what the provider says while the finding is being told is a finding, too', async () => {
    await approve('restless');
    const busy = new Error('503');
    flow.env.refuseNews(busy);
    flow.idngo.flip('restless', { answer: 'RED', rejectType: 'FINAL', labels: ['BLOCKLIST'] });
    await flow.recorded(reversalWorkflowId('restless'), 'decision-reversed');
    flow.idngo.flip('restless', { answer: 'GREEN' });
    await flow.idngo.webhooksSettled();
    flow.env.refuseNews(undefined);
    await flow.sleep('5 minutes');
    await flow.recorded(reversalWorkflowId('restless'), 'decision-confirmed');
    expect((await flow.story('restless')).told).toEqual(['decision', 'reversal']);
    expect((await reversalOf('restless')).status.name).toBe('COMPLETED');
  });
});
