import type { StartOnboarding } from '../../src/client/start-request';
import { identomatConfigurations } from '../../src/sandbox';
import { describeFlow } from '../support/flow';

describeFlow('onboarding on Identomat, behind its link', (flow) => {
  const level = identomatConfigurations[0]!.id;
  const identomat = () => flow.env.sandbox.identomat;
  const start = (subjectId: string, more: Partial<StartOnboarding> = {}) =>
    flow.start(subjectId, { provider: 'identomat', level, collection: 'hosted', ...more });
  const kept = async (subjectId: string) => {
    const entries = await flow.env.store.journal.entries(`kyc/onboarding/${subjectId}`);
    return entries.filter(({ kind }) => kind === 'evidence-kept').map(({ facts }) => facts);
  };

  test('a person who finishes there is approved, and what the decision rests on is kept with hash, type and origin', async () => {
    const { link, expiresAt } = await start('fine-1', { policy: { evidence: ['report', 'images'] } });
    expect(link).toContain('session_token=');
    expect(Math.round((Date.parse(expiresAt!) - Date.now()) / 60_000)).toBe(15);
    identomat().finishHosted('fine-1');
    expect(await flow.kyc.onboarding.result('fine-1')).toMatchObject({
      outcome: 'approved',
      decidedBy: 'provider:identomat',
      references: { session: expect.any(String) },
    });
    const [report, images] = await kept('fine-1');
    const document = { uri: expect.any(String), sha256: expect.stringMatching(/^[0-9a-f]{64}$/) };
    expect(report).toMatchObject({
      what: 'report',
      documents: [{ ...document, mediaType: 'application/pdf', origin: 'identomat.exportSessionAsPdf' }],
    });
    expect(images).toMatchObject({
      what: 'images',
      documents: expect.arrayContaining([
        expect.objectContaining({ ...document, mediaType: 'image/jpeg', origin: 'identomat.getFaceImage' }),
      ]),
    });
  });

  test('a better picture is asked for in a new session, and the second attempt is approved', async () => {
    const first = await start('retry-1');
    identomat().finishHosted('retry-1');
    const { facts } = await flow.hears('retry-1', 'resubmission');
    expect(facts).toMatchObject({ attempt: 2, link: expect.stringContaining('session_token=') });
    expect(facts['link']).not.toBe(first.link);
    identomat().finishHosted('retry-1');
    expect(await flow.kyc.onboarding.result('retry-1')).toMatchObject({ outcome: 'approved', attempts: 2 });
    expect((await flow.story('retry-1')).evidence).toEqual(
      expect.arrayContaining(['opened', 'resubmission-asked', 'decided']),
    );
  });

  test('another face is a rejection for good', async () => {
    await start('reject-1');
    identomat().finishHosted('reject-1');
    expect(await flow.kyc.onboarding.result('reject-1')).toMatchObject({
      outcome: 'rejected',
      reasons: ['LOW_SIMILARITY'],
    });
  });

  test('a link that still works is handed out again, for two that work would be two sessions', async () => {
    const { link } = await start('renew-1');
    // Whoever reads the record while the link works must not find the key to it.
    const entries = await flow.env.store.journal.entries('kyc/onboarding/renew-1');
    expect(entries.map(({ kind }) => kind)).toEqual(['opened']);
    expect(JSON.stringify(entries)).not.toContain(new URL(link!).searchParams.get('session_token'));
    expect((await flow.kyc.onboarding.renewLink('renew-1')).url).toBe(link);
    await flow.sleep('20 minutes');
    const { url } = await flow.kyc.onboarding.renewLink('renew-1');
    expect(url).not.toBe(link);
    // The case now looks at the new session, and waits for the person as before.
    expect(await flow.kyc.onboarding.state('renew-1')).toMatchObject({ phase: 'collecting', attempt: 1 });
    identomat().finishHosted('renew-1');
    expect(await flow.kyc.onboarding.result('renew-1')).toMatchObject({ outcome: 'approved', attempts: 1 });
  });

  test('a one-time password that the business is to send is told at once, and stands nowhere', async () => {
    await start('code-1');
    identomat().errand('sms-code', 'code-1', '+995500000000');
    const { facts } = await flow.hears('code-1', 'one-time-password');
    expect(facts).toMatchObject({ channel: 'sms', to: '+995500000000' });
    const { events } = await flow.env.temporal.client.workflow.getHandle('kyc/onboarding/code-1').fetchHistory();
    const entries = await flow.env.store.journal.entries('kyc/onboarding/code-1');
    expect(JSON.stringify([events, entries])).not.toContain(Buffer.from(facts['text'] as string).toString('base64'));
    expect(JSON.stringify(entries)).not.toContain('+995500000000');
    await flow.kyc.onboarding.withdraw('code-1', { reason: 'the test is over' });
    await flow.kyc.onboarding.result('code-1');
  });

  test('what the person stated is refused, since nobody there takes it', async () => {
    await start('stated-1');
    await expect(flow.kyc.onboarding.submitApplicantData('stated-1', { firstName: 'Synthia' })).rejects.toMatchObject({
      type: 'kyc.case.WrongPhase',
      message: expect.stringContaining('takes no data beside the documents'),
    });
    await flow.kyc.onboarding.withdraw('stated-1', { reason: 'the test is over' });
    await flow.kyc.onboarding.result('stated-1');
  });
});
