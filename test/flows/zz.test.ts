import { describeFlow } from '../support/flow';
describeFlow('zz', (flow) => {
  test('wedge', async () => {
    for (let i = 0; i < 20; i++) {
      const id = `retry-${i}`;
      await flow.start(id, { collection: 'hosted' });
      flow.idngo.finishHosted(id);
      try { await Promise.race([flow.hears(id, 'resubmission'), new Promise((_, no) => setTimeout(() => no(new Error('x')), 8000))]); } catch (e) {
        const h = flow.env.temporal.client.workflow.getHandle(`kyc/onboarding/${id}`);
        const { events } = await h.fetchHistory();
        process.stderr.write(JSON.stringify(events!.slice(-12).map((e) => [e.eventId!.toString(), Object.keys(e).filter((k) => k.endsWith('Attributes'))[0], (e as any).workflowTaskFailedEventAttributes, e.activityTaskScheduledEventAttributes?.activityType?.name]), null, 0) + '\n');
        const d = await h.describe();
        process.stderr.write(JSON.stringify([d.raw.pendingActivities, d.raw.pendingWorkflowTask]) + '\n');
        throw e;
      }
    }
  });
});
