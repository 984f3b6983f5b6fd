import { describeFlow } from '../support/flow';
describeFlow('zz', (flow) => {
  const within = <T>(p: Promise<T>, what: string) => Promise.race([p, new Promise<never>((_, no) => setTimeout(() => no(new Error(what)), 6000).unref())]);
  const dump = async (id: string) => {
    const h = flow.env.temporal.client.workflow.getHandle(`kyc/onboarding/${id}`);
    const { events } = await h.fetchHistory();
    process.stderr.write(events!.slice(-25).map((e) => [e.eventId!.toString(), new Date(Number(e.eventTime!.seconds) * 1000 + e.eventTime!.nanos! / 1e6).toISOString(), Object.keys(e).filter((k) => k.endsWith('Attributes'))[0], e.workflowExecutionSignaledEventAttributes?.input?.payloads?.[0]?.data?.toString() ?? '', JSON.stringify((e as any).workflowTaskFailedEventAttributes) ?? '', e.activityTaskScheduledEventAttributes?.activityType?.name ?? ''].join(' ')).join('\n') + '\n');
    process.stderr.write(JSON.stringify([flow.idngo.calls({ externalUserId: id }), flow.idngo.webhooks().filter((w) => w.externalUserId === id).map(({ type, outcome, attempts }) => [type, outcome, attempts])], null, 0) + '\n');
  };
  test('level', async () => {
    for (let i = 0; i < 25; i++) {
      const id = `l${i}`;
      let at = '';
      try {
        flow.idngo.script(id, ['never']);
        await within(flow.start(id, { collection: 'hosted' }), 'start');
        flow.idngo.finishHosted(id);
        await within(flow.recorded(id, 'in-review'), 'recorded');
        await within(flow.kyc.onboarding.changeLevel(id, { level: 'poa-level', actor: { id: 'op', roles: [] } }), 'change');
        flow.idngo.flip(id, { answer: 'GREEN' });
        const reads = flow.calls(id).filter((call) => call === 'getApplicantReviewStatus').length;
        await within(flow.idngo.called('getApplicantReviewStatus', { externalUserId: id, times: reads + 1 }), 'called');
        flow.idngo.finishHosted(id);
        await within(flow.kyc.onboarding.result(id), 'result');
      } catch (e) { process.stderr.write(`${i} ${String(e)} ${at}\n`); await dump(id); throw e; }
    }
  }, 100000);
  test('retry', async () => {
    for (let i = 0; i < 25; i++) {
      const id = `retry-${i}`;
      try {
        await within(flow.start(id, { collection: 'hosted' }), 'start');
        flow.idngo.finishHosted(id);
        await within(flow.hears(id, 'resubmission'), 'resub');
        flow.idngo.finishHosted(id);
        await within(flow.kyc.onboarding.result(id), 'result');
      } catch (e) { process.stderr.write(`${i} ${String(e)}\n`); await dump(id); throw e; }
    }
  }, 100000);
});
