import { KycPlugin } from '../../src';
import type { StartOnboarding } from '../../src/client/start-request';
import type { ApplicantDocument, DocumentRef } from '../../src/domain/documents';
import { onboardingWorkflowId } from '../../src/domain/workflow-ids';
import { allDocuments, images } from '../support/applicant';
import { describeFlow } from '../support/flow';

describeFlow('bad input', (flow) => {
  /** Nothing at all, apart from the list of levels, which is about nobody. */
  const sentToProvider = () =>
    flow.idngo
      .calls()
      .map(({ operation }) => operation)
      .filter((call) => call !== 'listLevels');
  const documents = (subjectId: string) => allDocuments(flow.kyc, subjectId);
  const exists = (subjectId: string) =>
    flow.env.temporal.client.workflow
      .getHandle(onboardingWorkflowId(subjectId))
      .describe()
      .then(
        () => true,
        () => false,
      );

  describe('at the start is refused before anything is started or sent', () => {
    const mistakes: readonly [what: string, mistake: Partial<StartOnboarding>, type: string, says: string][] = [
      [
        'an e-mail address for a subjectId',
        { subjectId: 'a@example.com' },
        'InvalidSubjectId',
        'looks like an e-mail address',
      ],
      ['a telephone number', { subjectId: '77010000000' }, 'InvalidSubjectId', 'looks like a telephone number'],
      ['a name', { subjectId: 'Synthia Sample' }, 'InvalidSubjectId', 'contains white space, as a name would'],
      ['no subjectId', { subjectId: '' }, 'InvalidSubjectId', 'is missing or not a string'],
      [
        'what is no provider',
        { provider: 'An Other' },
        'InvalidRequest',
        'provider: must be a provider name such as idngo, or a plan',
      ],
      ['no level', { level: '' }, 'InvalidRequest', 'level: Too small'],
      [
        'a field that does not exist',
        { applicant: { nickname: 'x' } as object },
        'InvalidRequest',
        'an unknown field (known: firstName,',
      ],
      [
        'a date that is none',
        { applicant: { dateOfBirth: '1.2.1990' } },
        'InvalidRequest',
        'dateOfBirth must be a date, YYYY-MM-DD',
      ],
      [
        'a policy with a typing error',
        { policy: { atempts: {} } as object },
        'InvalidRequest',
        'policy: it has an unknown key',
      ],
      [
        'documents where the provider collects',
        { collection: 'hosted', documents: [{}] as never },
        'InvalidRequest',
        'leave documents out',
      ],
    ];
    test('a plan with everything that is wrong in it', async () => {
      const provider = [{ provider: 'idngo' }, { provider: 'idngo', level: 'x', when: { countries: ['KZ'] } }] as never;
      await expect(flow.start('mistaken', { provider, level: undefined })).rejects.toMatchObject({
        type: 'kyc.input.InvalidRequest',
        message:
          'provider: [0].level is required; [1].when.countries must be 1 to 300 of ISO 3166-1 alpha-3, such as KAZ; [1].provider stands in the plan already.',
      });
    });

    test('a provider that nobody knows, naming those that are known', async () => {
      await expect(flow.start('elsewhere', { provider: 'other' })).rejects.toMatchObject({
        type: 'kyc.input.InvalidRequest',
        message: expect.stringContaining('Known: identomat, idngo, vultsecurity'),
      });
    });

    test.each(mistakes)('%s', async (_, mistake, type, says) => {
      await expect(flow.start('mistaken', mistake)).rejects.toMatchObject({
        type: `kyc.input.${type}`,
        message: expect.stringContaining(says),
      });
      expect(sentToProvider()).toEqual([]);
      expect(await exists('mistaken')).toBe(false);
    });
  });

  test('an unknown level is refused with the known ones, and the start that follows succeeds', async () => {
    await expect(
      flow.start('leveled', { level: 'Basic-KYC-level', documents: await documents('leveled') }),
    ).rejects.toMatchObject({
      type: 'kyc.input.UnknownLevel',
      message: expect.stringContaining('Known: basic-kyc-level, face-auth-level, liveness-level, poa-level.'),
    });
    expect(sentToProvider()).toEqual([]);

    await flow.start('leveled', { documents: await documents('leveled') });
    expect(await flow.kyc.onboarding.result('leveled')).toMatchObject({ outcome: 'approved' });
  });

  describe('among the documents', () => {
    const ref = (over: Partial<DocumentRef>): ApplicantDocument['document'] => ({
      uri: `file:shared/${'ab'.repeat(32)}.bin`,
      sha256: 'ab'.repeat(32),
      size: 1_000,
      mediaType: 'image/png',
      ...over,
    });
    const passport = (over: Partial<DocumentRef>) => ({ type: 'PASSPORT', country: 'KAZ', document: ref(over) });
    const front = { type: 'ID_CARD', country: 'KAZ', side: 'front' as const, document: ref({}) };
    const mistakes: readonly [what: string, documents: unknown, type: string, says: string][] = [
      [
        'one side of two',
        [front],
        'IncompleteDocument',
        'ID_CARD has two sides and the back is missing: hand in both sides',
      ],
      [
        'a kind of file that is not taken',
        [passport({ mediaType: 'image/gif' })],
        'UnsupportedMediaType',
        'documents[0] (PASSPORT): the media type is not one of image/jpeg,',
      ],
      [
        'a file that is too large',
        [passport({ size: 52_428_801 })],
        'FileTooLarge',
        'the file has 52428801 bytes, more than documents.maxBytes (52428800)',
      ],
      ['an empty file', [passport({ size: 0 })], 'EmptyFile', 'documents[0] (PASSPORT): the file is empty'],
      [
        'bytes in the place of a reference',
        [{ type: 'PASSPORT', country: 'KAZ', document: 'iVBORw0KGgo=' }],
        'InvalidRequest',
        'document must be a DocumentRef, as kyc.documents.put returns it',
      ],
      [
        'a country that is none',
        [{ ...passport({}), country: 'Kazakhstan' }],
        'InvalidRequest',
        'country must be ISO 3166-1 alpha-3',
      ],
      ['nothing', [], 'InvalidRequest', 'documents must be a list with at least one document'],
      [
        'several mistakes, all of them named',
        [passport({ size: 0 }), { type: 'SELFIE', country: 'KAZ', document: ref({ mediaType: 'text/html' }) }],
        'EmptyFile',
        'documents[0] (PASSPORT): the file is empty; documents[1] (SELFIE): the media type is not one of',
      ],
    ];

    test.each(mistakes.filter(([what]) => what !== 'nothing'))(
      '%s: the case does not start',
      async (_, given, type, says) => {
        const before = sentToProvider().length;
        await expect(flow.start('unfit', { documents: given as ApplicantDocument[] })).rejects.toMatchObject({
          type: `kyc.input.${type}`,
          message: expect.stringContaining(says),
        });
        expect(sentToProvider()).toHaveLength(before);
        expect(await exists('unfit')).toBe(false);
      },
    );

    test.each(mistakes)('%s: a running case refuses it', async (_, given, type, says) => {
      await flow.start('running');
      const before = sentToProvider().length;
      await expect(flow.kyc.onboarding.submitDocuments('running', given as ApplicantDocument[])).rejects.toMatchObject({
        type: `kyc.input.${type}`,
        message: expect.stringContaining(says),
      });
      expect(sentToProvider()).toHaveLength(before);
    });

    test('what the level does not ask for is refused at the start as well, once the level is known', async () => {
      const before = sentToProvider().length;
      const bill = await images(flow.kyc, 'unasked', [['UTILITY_BILL', null]]);
      await expect(flow.start('unasked', { documents: bill })).rejects.toMatchObject({
        type: 'kyc.input.UnexpectedDocument',
        message: expect.stringContaining('documents[0] (UTILITY_BILL) was not asked for; asked for: IDENTITY'),
      });
      expect(sentToProvider()).toHaveLength(before);
    });

    test('a file that is gone from the store is named, the others arrive, and it can be sent again', async () => {
      const { onboarding, documents: store } = flow.kyc;
      await flow.start('gone');
      const [face, card] = await images(flow.kyc, 'gone', [
        ['SELFIE', null],
        ['PASSPORT', null],
      ]);
      await store.remove(card!.document);
      await expect(onboarding.submitDocuments('gone', [face!, card!])).rejects.toMatchObject({
        type: 'kyc.input.DocumentMissing',
        message: expect.stringContaining('PASSPORT: '),
      });
      expect(flow.idngo.applicant('gone')!.images.map(({ idDocType }) => idDocType)).toEqual(['SELFIE']);
      await onboarding.submitDocuments('gone', await images(flow.kyc, 'gone', [['PASSPORT', null]]));
      expect(await onboarding.result('gone')).toMatchObject({ outcome: 'approved' });
    });

    test('the case that refused so much still comes to its end', async () => {
      await flow.kyc.onboarding.submitDocuments('running', await documents('running'));
      expect(await flow.kyc.onboarding.result('running')).toMatchObject({ outcome: 'approved' });
      expect((await flow.story('running')).evidence).toEqual([
        'opened',
        'documents-submitted',
        'review-requested',
        'decided',
      ]);
    });
  });

  test('a file is refused where it enters: without bytes, without a media type, for no one’s subject', async () => {
    const { documents: store } = flow.kyc;
    const about = { mediaType: 'image/png', subjectId: 'someone' };
    await expect(store.put(new Uint8Array(), about)).rejects.toMatchObject({ type: 'kyc.input.EmptyFile' });
    await expect(store.put(new Uint8Array(51 * 1024 * 1024), about)).rejects.toMatchObject({
      type: 'kyc.input.FileTooLarge',
    });
    await expect(store.put(new Uint8Array(9), { ...about, mediaType: 'png' })).rejects.toMatchObject({
      type: 'kyc.input.UnsupportedMediaType',
    });
    await expect(store.put(new Uint8Array(9), { ...about, subjectId: 'a@b.c' })).rejects.toMatchObject({
      type: 'kyc.input.InvalidSubjectId',
    });
  });

  test('a message for a case that never was says so', async () => {
    await expect(flow.kyc.onboarding.state('nobody')).rejects.toMatchObject({ type: 'kyc.case.NotFound' });
    await expect(flow.kyc.onboarding.withdraw('nobody', { reason: 'none' })).rejects.toMatchObject({
      type: 'kyc.case.NotFound',
      message: 'There is no case kyc/onboarding/nobody, or Temporal keeps it no longer.',
    });
  });

  test('a wrong configuration names every problem before a worker is made, and repeats no secret', () => {
    const make = () =>
      new KycPlugin({
        store: { url: 'mysql://somewhere' },
        documents: { url: 's4:bucket' },
        providers: { idngo: { appToken: 'the-secret-token', secretKey: 'short' } as never },
      });
    expect(make).toThrow(expect.objectContaining({ type: 'kyc.config.Invalid' }) as Error);
    for (const option of ['store.url', 'documents.url', 'providers.idngo.secretKey', 'providers.idngo.webhookSecret']) {
      expect(make).toThrow(option);
    }
    expect(make).not.toThrow(/the-secret-token|short/);
  });
});
