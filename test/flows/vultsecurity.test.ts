import type { StartOnboarding } from '../../src/client/start-request';
import { images } from '../support/applicant';
import { describeFlow } from '../support/flow';

describeFlow('onboarding on VultSecurity, with documents handed in', (flow) => {
  const circumstances = { consented: true as const, location: { latitude: 40.7, longitude: -74 } };
  const licence = (subjectId: string, attempt?: string) =>
    images(
      flow.kyc,
      subjectId,
      [
        ['DRIVERS', 'front'],
        ['DRIVERS', 'back'],
        ['SELFIE', null],
      ],
      attempt,
    );
  const start = async (subjectId: string, more: Partial<StartOnboarding> = {}) =>
    flow.start(subjectId, {
      provider: 'vultsecurity',
      level: 'idv',
      circumstances,
      documents: await licence(subjectId),
      ...more,
    });

  test('a person who is verified and cleared of sanctions is approved, and the images are kept', async () => {
    await start('fine-2', { policy: { evidence: ['images'] } });
    expect(await flow.kyc.onboarding.result('fine-2')).toMatchObject({
      outcome: 'approved',
      decidedBy: 'provider:vultsecurity',
      references: { session: expect.any(String) },
    });
    const entries = await flow.env.store.journal.entries('kyc/onboarding/fine-2');
    expect(entries.find(({ kind }) => kind === 'evidence-kept')!.facts).toMatchObject({
      what: 'images',
      documents: expect.arrayContaining([
        expect.objectContaining({
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
          origin: 'vultsecurity.downloadDocument driver_license_front',
        }),
      ]),
    });
  });

  test('somebody on a sanction list is a person’s case at once, whatever else was found', async () => {
    await start('sanction-1');
    expect((await flow.hears('sanction-1', 'review-needed')).facts).toMatchObject({ why: 'on a sanction list' });
    const actor = { id: 'op-5', roles: ['compliance'] };
    await flow.kyc.onboarding.decide('sanction-1', { actor, decision: 'reject', reason: 'a true match' });
    expect(await flow.kyc.onboarding.result('sanction-1')).toMatchObject({ outcome: 'rejected', decidedBy: 'op-5' });
  });

  test('after a session has expired everything is asked for again, for a new one', async () => {
    await start('expire-2');
    const { facts } = await flow.hears('expire-2', 'resubmission');
    expect(facts['items']).toMatchObject([{ step: 'IDENTITY' }, { step: 'SELFIE' }]);
    await flow.kyc.onboarding.submitDocuments('expire-2', await licence('expire-2', 'second'));
    expect(await flow.kyc.onboarding.result('expire-2')).toMatchObject({ outcome: 'approved', attempts: 2 });
  });

  test('on hold is waited out', async () => {
    await start('hold-2');
    expect(await flow.kyc.onboarding.result('hold-2')).toMatchObject({ outcome: 'approved' });
  });

  test.each([
    ['consent', { location: circumstances.location }, "the person's consent"],
    ['place', { consented: true as const }, 'where the person is'],
  ])('without the person’s %s nothing is begun', async (what, given, says) => {
    const before = flow.env.sandbox.vultsecurity.calls({ operation: 'createIdvSession' }).length;
    await expect(start(`without-${what}`, { circumstances: given })).rejects.toMatchObject({
      type: 'kyc.input.InvalidRequest',
      message: expect.stringContaining(says),
    });
    expect(flow.env.sandbox.vultsecurity.calls({ operation: 'createIdvSession' })).toHaveLength(before);
  });

  test('its pages do not exist: a hosted case is refused', async () => {
    await expect(start('paged', { collection: 'hosted', documents: undefined })).rejects.toMatchObject({
      type: 'kyc.input.InvalidRequest',
      message: "vultsecurity cannot do collection 'hosted'.",
    });
  });
});
