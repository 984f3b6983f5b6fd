import { createHash } from 'node:crypto';
import type { Review } from '../../src/sandbox';
import type { ApplicantDocument } from '../../src/domain/documents';
import type { OnboardingPolicyInput } from '../../workflows/onboarding/policy';
import { allDocuments, newIdCard } from '../support/applicant';
import { describeFlow } from '../support/flow';

const actor = { id: 'op-7', roles: ['reviewer'] };
const twin = { firstName: 'Synthia', lastName: 'Twin', dateOfBirth: '1990-02-03' };

describeFlow('an approval that the policy does not take on trust', (flow) => {
  const documents = (subjectId: string): Promise<ApplicantDocument[]> => allDocuments(flow.kyc, subjectId);
  const start = async (subjectId: string, policy: OnboardingPolicyInput, applicant?: typeof twin) =>
    flow.start(subjectId, { documents: await documents(subjectId), policy, applicant });
  /** Starts a case that goes to a person, and says why. */
  const referred = async (...args: Parameters<typeof start>): Promise<unknown> => {
    await start(...args);
    const { facts } = await flow.hears(args[0], 'review-needed');
    const { phase, outcome } = await flow.kyc.onboarding.state(args[0]);
    expect([phase, outcome]).toEqual(['manual_review', undefined]);
    return facts['why'];
  };

  describe('because another applicant looks the same', () => {
    beforeAll(async () => {
      await start('original', {}, twin);
      await flow.kyc.onboarding.result('original');
    });

    test('goes to a person, who approves it', async () => {
      expect(await referred('duplicate-fine', {}, twin)).toBe('1 similar applicant(s) found');
      await flow.kyc.onboarding.decide('duplicate-fine', { actor, decision: 'approve', reason: 'a sister' });
      expect(await flow.kyc.onboarding.result('duplicate-fine')).toMatchObject({
        outcome: 'approved',
        decidedBy: 'op-7',
      });
      expect(await flow.story('duplicate-fine')).toEqual({
        outcome: 'approved',
        timeline: [
          'applicant created',
          'review asked for, attempt 1',
          'verdict: completed GREEN',
          'to a person: 1 similar applicant(s) found',
          'approved by op-7',
        ],
        evidence: ['opened', 'review-requested', 'verdict', 'referred', 'decided'],
        told: ['review-needed', 'decision'],
        effects: { 'applicant-created': 1, 'image-added': 3, 'review-opened': 1 },
      });
      expect((await flow.recorded('duplicate-fine', 'decided')).facts).toMatchObject({ why: 'a sister' });
    });

    test('goes to a person, who rejects it', async () => {
      await referred('duplicate-bad', {}, twin);
      await flow.kyc.onboarding.decide('duplicate-bad', { actor, decision: 'reject', reason: 'the same person' });
      expect(await flow.kyc.onboarding.result('duplicate-bad')).toMatchObject({
        outcome: 'rejected',
        decidedBy: 'op-7',
      });
    });

    test('goes to a person, who asks for one step again; the next approval is held against the policy anew', async () => {
      await referred('duplicate-again', {}, twin);
      const decision = { actor, decision: 'resubmit', reason: 'glare on the card', steps: ['IDENTITY'] } as const;
      await flow.kyc.onboarding.decide('duplicate-again', decision);
      expect((await flow.hears('duplicate-again', 'resubmission')).facts).toMatchObject({
        attempt: 2,
        items: [{ step: 'IDENTITY' }],
      });
      const { requirements } = await flow.kyc.onboarding.requirements('duplicate-again');
      expect(requirements.map(({ step }) => step)).toEqual(['IDENTITY']);

      await flow.kyc.onboarding.submitDocuments('duplicate-again', await newIdCard(flow.kyc, 'duplicate-again'));
      await flow.hears('duplicate-again', 'review-needed', 2);
      await flow.kyc.onboarding.decide('duplicate-again', { actor, decision: 'approve', reason: 'a sister' });
      expect(await flow.kyc.onboarding.result('duplicate-again')).toMatchObject({ outcome: 'approved', attempts: 2 });
      expect((await flow.story('duplicate-again')).effects).toMatchObject({ 'image-added': 5, 'review-opened': 2 });
    });

    test('is taken all the same where the policy ignores duplicates, and the provider is not even asked', async () => {
      await start('duplicate-ignored', { gates: { duplicates: 'ignore' } }, twin);
      expect(await flow.kyc.onboarding.result('duplicate-ignored')).toMatchObject({ decidedBy: 'provider:idngo' });
      expect(flow.calls('duplicate-ignored')).not.toContain('getSimilarSearchCheck');
    });
  });

  test('because of the country of a document', async () => {
    expect(await referred('country', { gates: { countries: ['XKX', 'KAZ'] } })).toBe('country KAZ');
    await start('other-country', { gates: { countries: ['XKX'] } });
    expect(await flow.kyc.onboarding.result('other-country')).toMatchObject({ decidedBy: 'provider:idngo' });
  });

  test('because of a label that came with it', async () => {
    const green: Review = { answer: 'GREEN', labels: ['CHECK_UNAVAILABLE'] };
    for (const subjectId of ['label', 'label-unwatched']) flow.idngo.script(subjectId, [green]);
    expect(await referred('label', { gates: { labels: ['CHECK_UNAVAILABLE'] } })).toBe('label CHECK_UNAVAILABLE');
    await start('label-unwatched', {});
    expect(await flow.kyc.onboarding.result('label-unwatched')).toMatchObject({ outcome: 'approved' });
  });

  test('because every case is drawn for quality control', async () => {
    expect(await referred('sample', { gates: { sample: 1 } })).toBe('drawn for quality control');
  });

  test('is decided once: a second person comes too late, and steps that the level does not have are refused', async () => {
    const { onboarding } = flow.kyc;
    await referred('decided', { gates: { sample: 1 } });
    const reject = { actor: { id: 'op-8', roles: [] }, decision: 'reject', reason: 'no' } as const;
    await expect(
      onboarding.decide('decided', { actor, decision: 'resubmit', reason: 'glare', steps: ['IDENTITY', 'PALM'] }),
    ).rejects.toMatchObject({
      type: 'kyc.input.InvalidRequest',
      message: 'steps must be of this level: IDENTITY, SELFIE.',
    });
    await onboarding.decide('decided', { actor, decision: 'approve', reason: 'fine' });
    await expect(onboarding.decide('decided', reject)).rejects.toMatchObject({
      type: expect.stringMatching(/^kyc[.]case[.](Closed|Stale)$/),
    });
    expect(await onboarding.result('decided')).toMatchObject({ outcome: 'approved', decidedBy: 'op-7' });
  });
});

describeFlow('evidence', (flow) => {
  test('copies of the report and the images stay in the document store, with their hashes on the record', async () => {
    const documents = await allDocuments(flow.kyc, 'kept');
    await flow.start('kept', { documents, policy: { evidence: ['report', 'images'] } });
    await flow.kyc.onboarding.result('kept');
    expect((await flow.story('kept')).timeline.slice(-3)).toEqual([
      'approved by provider:idngo',
      'kept: report',
      'kept: images',
    ]);

    const [report, images] = await Promise.all([1, 2].map((nth) => flow.recorded('kept', 'evidence-kept', nth)));
    const [of, [pdf]] = kept(report!.facts);
    expect([of, pdf!.mediaType]).toEqual(['report', 'application/pdf']);
    const [, copies] = kept(images!.facts);
    // Whatever the provider made of the images: what is kept is what it shows.
    expect(new Set(copies.map(({ sha256 }) => sha256)).size).toBe(documents.length);
    for (const ref of [pdf!, ...copies]) {
      const parts: Uint8Array[] = [];
      for await (const part of await flow.kyc.documents.read(ref)) parts.push(part);
      const bytes = Buffer.concat(parts);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      expect({ sha256, size: bytes.length }).toEqual({ sha256: ref.sha256, size: ref.size });
    }
  });

  test('a copy that cannot be had is noted and holds up nothing', async () => {
    flow.faults.add({ call: 'getApplicantReport', answer: 404, externalUserId: 'unkept', times: 'always' });
    await flow.start('unkept', { documents: await allDocuments(flow.kyc, 'unkept'), policy: { evidence: ['report'] } });
    expect(await flow.kyc.onboarding.result('unkept')).toMatchObject({ outcome: 'approved' });
    expect((await flow.recorded('unkept', 'evidence-missing')).facts).toEqual({
      what: 'report',
      type: 'kyc.provider.NotFound',
    });
    expect((await flow.story('unkept')).told).toEqual(['decision']);
  });
});

type Kept = ApplicantDocument['document'];
function kept(facts: unknown): [what: string, documents: readonly Kept[]] {
  const { what, documents } = facts as { what: string; documents: readonly Kept[] };
  return [what, documents];
}
