import { describeFlow } from '../support/flow';
import { allDocuments } from '../support/applicant';
describeFlow('zzt', (flow) => {
  test('days', async () => {
    const t0 = Date.now();
    const say = (s: unknown) => process.stderr.write(`${Date.now() - t0} ${s}\n`);
    const dump = async (id: string) => {
      const h = flow.env.temporal.client.workflow.getHandle(`kyc/onboarding/${id}`);
      const { events } = await h.fetchHistory();
      for (const e of events!.slice(-14)) say(`${e.eventId} ${new Date(Number(e.eventTime!.seconds)*1000).toISOString()} ${Object.keys(e).filter((k) => k.endsWith('Attributes'))[0]} ${JSON.stringify(e.workflowTaskFailedEventAttributes?.failure?.message ?? e.activityTaskScheduledEventAttributes?.activityType?.name ?? e.workflowTaskTimedOutEventAttributes ?? e.workflowTaskScheduledEventAttributes?.taskQueue?.name ?? '')}`);
      const d = await h.describe();
      say(JSON.stringify([d.raw.pendingActivities, d.raw.pendingWorkflowTask]));
    };
    for (let i = 0; i < 8; i++) {
      const id = `gone-${i}`;
      let at = 'start';
      const run = async () => { await flow.start(`up-${i}`, { documents: await allDocuments(flow.kyc, `up-${i}`) }); at = 'upres'; say(`up ${(await flow.kyc.onboarding.result(`up-${i}`)).outcome}`); at='start';
      await flow.start(id, { collection: 'hosted' }); at = 'sleep29'; await flow.sleep('29 days'); at = 'state'; await flow.kyc.onboarding.state(id); at = 'sleep1'; await flow.sleep('1 day'); at = 'result'; await flow.kyc.onboarding.result(id); at = 'done'; };
      let timer: any;
      try { await Promise.race([run(), new Promise((_, no) => (timer = setTimeout(() => no(new Error('stuck')), 9000)))]); } catch (e) {
        say(`${id} ${at} ${(e as Error).message}`);
        await dump(id); await dump(`up-${i}`); for (const w of flow.idngo.webhooks()) say(JSON.stringify([w.type, w.externalUserId, (w as any).outcome])); const rh = flow.env.temporal.client.workflow.getHandle(`kyc/reversal/up-${i}`); await rh.fetchHistory().then((h) => { for (const e of h.events!) say(`R ${e.eventId} ${Object.keys(e).filter((k) => k.endsWith('Attributes'))[0]}`); }, (e) => say(e.message));
        throw e;
      } finally { clearTimeout(timer); }
      say(`${id} ok`);
    }
  });
});
