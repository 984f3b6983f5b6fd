import type { Review } from '../../src/sandbox';
import { describeFlow } from '../support/flow';

describeFlow('onboarding at the provider’s pages', (flow) => {
  const start = (subjectId: string) => flow.start(subjectId, { collection: 'hosted' });
  const loseWebhooks = (externalUserId: string) =>
    flow.faults.add({ webhook: '*', fate: 'lost', times: 'always', externalUserId });
  const minutesUntil = (at: string) => Math.round((Date.parse(at) - Date.now()) / 60_000);
  /** The applicant finishes, and the review ends only once the case has seen it at work. */
  const finishAndBe = async (answer: Review, subjectId: string, nth = 1) => {
    expect(flow.idngo.finishHosted(subjectId)).toMatchObject({ outcome: 'submitted' });
    await flow.recorded(subjectId, 'in-review', nth);
    flow.idngo.flip(subjectId, answer);
  };
  const timeline = ['applicant created', 'in review at the provider', 'approved by provider:idngo'];
  const effects = { 'applicant-created': 1, 'link-created': 1, 'token-created': 1, 'review-opened': 1 };

  test('one round trip answers with a link, a token for the SDK, and when the link ends', async () => {
    const { link, accessToken, expiresAt, phase } = await start('linked');
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\S+$/);
    expect(accessToken).toEqual(expect.any(String));
    expect([phase, minutesUntil(expiresAt!)]).toEqual(['collecting', 30]);
    expect(flow.calls('linked').sort()).toEqual(['createAccessToken', 'createApplicant', 'createWebSdkLink']);
  });

  test('an applicant who finishes there is approved', async () => {
    flow.idngo.script('finished', ['never']);
    await start('finished');
    await finishAndBe({ answer: 'GREEN' }, 'finished');
    expect(await flow.kyc.onboarding.result('finished')).toMatchObject({ outcome: 'approved', attempts: 1 });
    expect(await flow.story('finished')).toEqual({
      outcome: 'approved',
      timeline,
      evidence: ['opened', 'in-review', 'decided'],
      told: ['decision'],
      effects,
    });
  });

  test('and no less when every webhook is lost, for the case looks by itself', async () => {
    loseWebhooks('silent');
    await start('silent');
    flow.idngo.finishHosted('silent');
    await flow.idngo.reached('silent', 'completed');
    expect((await flow.kyc.onboarding.state('silent')).phase).toBe('collecting');
    await flow.sleep('2 minutes');
    expect(await flow.kyc.onboarding.result('silent')).toMatchObject({ outcome: 'approved' });
    expect(await flow.story('silent')).toMatchObject({
      timeline: ['applicant created', 'approved by provider:idngo'],
      effects,
    });
  });

  test('to request a review is to look now: the decision is found although no webhook told of it', async () => {
    loseWebhooks('asked');
    await start('asked');
    flow.idngo.finishHosted('asked');
    await flow.idngo.reached('asked', 'completed');
    await flow.kyc.onboarding.requestReview('asked');
    expect(await flow.kyc.onboarding.result('asked')).toMatchObject({ outcome: 'approved' });
  });

  test('to look before the applicant has finished changes nothing', async () => {
    await start('idle');
    await flow.kyc.onboarding.requestReview('idle');
    await flow.idngo.called('getApplicantReviewStatus', { externalUserId: 'idle' });
    expect(await flow.kyc.onboarding.state('idle')).toMatchObject({ phase: 'collecting', verdict: { said: 'init' } });
  });

  test('a refused applicant gets a fresh link, and is approved the second time', async () => {
    flow.idngo.script('retry-hosted', ['never', 'never']);
    const { link: first } = await start('retry-hosted');
    const comment = 'Please send a sharp photo of the back of your document.';
    const refused = {
      answer: 'RED',
      rejectType: 'RETRY',
      items: [{ step: 'IDENTITY', side: 'back', comment }],
    } as const;
    await finishAndBe(refused, 'retry-hosted');
    const { facts } = await flow.hears('retry-hosted', 'resubmission');
    expect(facts).toMatchObject({
      attempt: 2,
      link: expect.stringMatching(/^http:/),
      items: [{ step: 'IDENTITY', comment }],
    });
    expect(facts['link']).not.toBe(first);
    await finishAndBe({ answer: 'GREEN' }, 'retry-hosted', 2);
    expect(await flow.kyc.onboarding.result('retry-hosted')).toMatchObject({ outcome: 'approved', attempts: 2 });
    expect(await flow.story('retry-hosted')).toEqual({
      outcome: 'approved',
      timeline: [
        'applicant created',
        'in review at the provider',
        'asked again: IDENTITY',
        'in review at the provider',
        'approved by provider:idngo',
      ],
      evidence: ['opened', 'in-review', 'resubmission-asked', 'in-review', 'decided'],
      told: ['resubmission', 'decision'],
      effects: { 'applicant-created': 1, 'link-created': 2, 'token-created': 2, 'review-opened': 2 },
    });
  });

  test('a link that has ended is replaced by a new one for as long as it can be of use', async () => {
    const { onboarding } = flow.kyc;
    flow.idngo.script('renewed', ['never']);
    const { link, expiresAt } = await start('renewed');
    await flow.sleep('1 hour');
    const renewed = await onboarding.renewLink('renewed');
    expect(renewed).toEqual({
      url: expect.any(String),
      accessToken: expect.any(String),
      expiresAt: expect.any(String),
    });
    expect(renewed.url).not.toBe(link);
    expect(Date.parse(renewed.expiresAt) - Date.parse(expiresAt!)).toBeGreaterThanOrEqual(3_600_000);
    expect((await onboarding.state('renewed')).link).toEqual(renewed);

    flow.idngo.finishHosted('renewed');
    await flow.recorded('renewed', 'in-review');
    await expect(onboarding.renewLink('renewed')).rejects.toMatchObject({
      type: 'kyc.case.WrongPhase',
      message:
        'The case is in_review; a link is of use only while it is opening or collecting or awaiting_resubmission.',
    });
  });

  test('an approval on the old level does not count after a change of level', async () => {
    const { onboarding } = flow.kyc;
    const actor = { id: 'op-3', roles: ['compliance'] };
    flow.idngo.script('lifted', ['never']);
    await start('lifted');
    flow.idngo.finishHosted('lifted');
    await flow.recorded('lifted', 'in-review');

    const lifted = await onboarding.changeLevel('lifted', { level: 'poa-level', actor });
    expect(lifted).toMatchObject({
      phase: 'collecting',
      level: 'poa-level',
      requirements: [{ step: 'PROOF_OF_ADDRESS' }],
    });
    flow.idngo.flip('lifted', { answer: 'GREEN' });
    const reads = flow.calls('lifted').filter((call) => call === 'getApplicantReviewStatus').length;
    await flow.idngo.called('getApplicantReviewStatus', { externalUserId: 'lifted', times: reads + 1 });
    expect(await onboarding.explain('lifted')).toMatchObject({ phase: 'collecting' });

    flow.idngo.script('lifted', ['never']);
    await finishAndBe({ answer: 'GREEN' }, 'lifted', 2);
    expect(await onboarding.result('lifted')).toMatchObject({ outcome: 'approved', level: 'poa-level', attempts: 1 });
    expect(await flow.story('lifted')).toMatchObject({
      timeline: [
        'applicant created',
        'in review at the provider',
        'level basic-kyc-level -> poa-level',
        'in review at the provider',
        'approved by provider:idngo',
      ],
      evidence: ['opened', 'in-review', 'level-changed', 'in-review', 'decided'],
    });
  });

  test('an unknown level is refused, naming the known ones, and the case stays as it was', async () => {
    const actor = { id: 'op-3', roles: [] };
    await start('unmoved');
    await expect(flow.kyc.onboarding.changeLevel('unmoved', { level: 'no-such-level', actor })).rejects.toMatchObject({
      type: 'kyc.input.UnknownLevel',
      message: expect.stringContaining('Known: basic-kyc-level,'),
    });
    expect(await flow.kyc.onboarding.state('unmoved')).toMatchObject({ phase: 'collecting', level: 'basic-kyc-level' });
    flow.idngo.finishHosted('unmoved');
    expect(await flow.kyc.onboarding.result('unmoved')).toMatchObject({ outcome: 'approved' });
  });
});
