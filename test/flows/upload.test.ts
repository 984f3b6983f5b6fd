import { allDocuments, images } from '../support/applicant';
import { describeFlow } from '../support/flow';

describeFlow('onboarding by upload', (flow) => {
  const approved = {
    outcome: 'approved',
    timeline: ['applicant created', 'review asked for, attempt 1', 'approved by provider:idngo'],
    evidence: ['opened', 'review-requested', 'decided'],
    told: ['decision'],
    effects: { 'applicant-created': 1, 'image-added': 3, 'review-opened': 1 },
  };

  test('documents that are fine lead to an approval without anybody touching the case', async () => {
    const started = await flow.start('fine', { documents: await allDocuments(flow.kyc, 'fine') });
    expect(started).toMatchObject({ caseId: 'kyc/onboarding/fine', phase: 'collecting' });
    expect(await flow.kyc.onboarding.result('fine')).toEqual({
      caseId: 'kyc/onboarding/fine',
      subjectId: 'fine',
      outcome: 'approved',
      provider: 'idngo',
      level: 'basic-kyc-level',
      attempts: 1,
      reasons: [],
      decidedBy: 'provider:idngo',
      decidedAt: expect.any(String),
      references: { applicant: expect.any(String), inspection: expect.any(String) },
    });
    expect(await flow.story('fine')).toEqual(approved);
    expect(flow.calls('fine')).toEqual([
      'createApplicant',
      'getRequiredIdDocsStatus',
      'addIdDocument',
      'addIdDocument',
      'addIdDocument',
      'getApplicantReviewStatus',
      'requestApplicantCheck',
      'getApplicantReviewStatus',
      'getSimilarSearchCheck',
    ]);
  });

  test('documents may come later and one by one; the review is asked for with the last', async () => {
    const { onboarding } = flow.kyc;
    const { requirements } = await flow.start('later');
    expect(requirements.map(({ step }) => step)).toEqual(['IDENTITY', 'SELFIE']);

    const first = await onboarding.submitDocuments('later', await images(flow.kyc, 'later', [['PASSPORT', null]]));
    expect(first).toMatchObject({ phase: 'collecting', missing: [{ step: 'SELFIE' }] });
    expect(flow.calls('later')).not.toContain('requestApplicantCheck');

    await onboarding.submitDocuments('later', await images(flow.kyc, 'later', [['SELFIE', null]]));
    expect(await onboarding.result('later')).toMatchObject({ outcome: 'approved', attempts: 1 });
    expect(await flow.story('later')).toEqual({
      ...approved,
      timeline: [
        'applicant created',
        '1 document(s) submitted',
        '1 document(s) submitted',
        ...approved.timeline.slice(1),
      ],
      evidence: ['opened', 'documents-submitted', 'documents-submitted', 'review-requested', 'decided'],
      effects: { 'applicant-created': 1, 'image-added': 2, 'review-opened': 1 },
    });
  });

  test('the sides of a card come together, and the front arrives before the back', async () => {
    const { onboarding } = flow.kyc;
    await flow.start('card');
    const [back, front] = await images(flow.kyc, 'card', [
      ['ID_CARD', 'back'],
      ['ID_CARD', 'front'],
    ]);
    const submitted = await onboarding.submitDocuments('card', [back!, front!]);
    expect(submitted.missing.map(({ step }) => step)).toEqual(['SELFIE']);
    expect(flow.idngo.applicant('card')!.images.map(({ idDocType, side }) => [idDocType, side])).toEqual([
      ['ID_CARD', 'front'],
      ['ID_CARD', 'back'],
    ]);
  });

  test('a review cannot be asked for while something is missing, and the refusal names it', async () => {
    const { onboarding } = flow.kyc;
    await flow.start('early');
    await expect(onboarding.requestReview('early')).rejects.toMatchObject({
      type: 'kyc.input.IncompleteDocument',
      message:
        'Still missing: IDENTITY (PASSPORT or ID_CARD or DRIVERS or RESIDENCE_PERMIT), SELFIE (SELFIE). ' +
        'Submit these, then request the review.',
    });
    await onboarding.submitDocuments('early', await images(flow.kyc, 'early', [['PASSPORT', null]]));
    await expect(onboarding.requestReview('early')).rejects.toThrow('Still missing: SELFIE (SELFIE).');
    expect(flow.calls('early')).not.toContain('requestApplicantCheck');
  });

  test('what the applicant stated goes to the provider, at the start and later', async () => {
    await flow.start('stated', { applicant: { firstName: 'Aigerim', lastName: 'Synthetic', country: 'KAZ' } });
    await flow.kyc.onboarding.submitApplicantData('stated', { dateOfBirth: '1990-02-03', placeOfBirth: 'Nowhere' });
    expect(flow.calls('stated')).toEqual(['createApplicant', 'updateFixedInfo']);
    const { evidence } = await flow.story('stated');
    expect(evidence).toEqual(['opened', 'applicant-data-submitted']);
    // Which fields, and never what stood in them.
    expect((await flow.recorded('stated', 'applicant-data-submitted')).facts).toEqual({
      fields: ['dateOfBirth', 'placeOfBirth'],
    });
  });

  test('an image that the provider cannot read is reported to whoever sent it, and takes its other side along', async () => {
    const { onboarding } = flow.kyc;
    await flow.start('unread');
    flow.idngo.remarkUploads('unread', [{ idDocType: 'ID_CARD', side: 'back', errors: ['dataNotReadable'] }]);
    await expect(onboarding.submitDocuments('unread', await allDocuments(flow.kyc, 'unread'))).rejects.toMatchObject({
      type: 'kyc.provider.Rejected',
      message: 'Not taken: ID_CARD back: dataNotReadable. The other documents arrived; submit these again.',
    });
    const { missing, phase } = await onboarding.state('unread');
    expect([phase, missing.map(({ step }) => step)]).toEqual(['collecting', ['IDENTITY']]);

    const again = images(
      flow.kyc,
      'unread',
      [
        ['ID_CARD', 'front'],
        ['ID_CARD', 'back'],
      ],
      'second',
    );
    await onboarding.submitDocuments('unread', await again);
    expect(await onboarding.result('unread')).toMatchObject({ outcome: 'approved', attempts: 1 });
    expect((await flow.story('unread')).evidence).toEqual([
      'opened',
      'documents-submitted',
      'documents-refused',
      'documents-submitted',
      'review-requested',
      'decided',
    ]);
  });
});
