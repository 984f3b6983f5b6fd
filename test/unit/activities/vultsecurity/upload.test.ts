import type { OpenedSession } from '../../../../activities/vultsecurity/open-session';
import { agreed, SandboxedVultsecurity } from './sandboxed';

const vultsecurity = new SandboxedVultsecurity();
const sandbox = () => vultsecurity.sandbox.vultsecurity;
const stepsOf = (subjectId: string) =>
  sandbox()
    .calls({ externalUserId: subjectId })
    .map(({ operation }) => operation)
    .filter((operation) => !operation.startsWith('read') && operation !== 'createIdvSession');

test('a session goes through its steps in the vendor’s order, whatever order the documents came in', async () => {
  const { session } = await vultsecurity.open('steps-1');
  const { accepted, refused } = await vultsecurity.upload(session, vultsecurity.license());
  expect(refused).toEqual([]);
  expect(accepted).toEqual([
    { document: 2, imageId: 'document_front' },
    { document: 1, imageId: 'document_back' },
    { document: 0, imageId: 'selfie' },
  ]);
  expect(stepsOf('steps-1')).toEqual([
    'addIdentityConsent',
    'updateDocumentType',
    'addDocumentFrontImage',
    'addDocumentBackImage',
    'generateIdvLivenessSession',
    'processIdvLivenessSession',
  ]);
});

test('a consent that the session holds from its beginning is not sent again', async () => {
  const { session } = await vultsecurity.run<OpenedSession>('openSession', { subjectId: 'agreed-1', consented: true });
  const { refused } = await vultsecurity.upload(session, vultsecurity.license());
  expect(refused).toEqual([]);
  expect(vultsecurity.effects('agreed-1')).toMatchObject({ consented: 1 });
  expect(vultsecurity.effects('agreed-1')).not.toHaveProperty('consented-again');
});

test.each([
  ['consent', { location: agreed.location }, "the person's consent"],
  ['a location', { consented: true as const }, 'the location'],
  ['either', {}, "the person's consent and the location"],
])('without %s nothing is sent, and every document is told why', async (what, circumstances, named) => {
  const { session } = await vultsecurity.open(`bare-${what.length}`);
  const { accepted, refused } = await vultsecurity.upload(session, vultsecurity.license(), { circumstances });
  expect(accepted).toEqual([]);
  expect(refused.map(({ document, type }) => [document, type])).toEqual(
    [0, 1, 2].map((document) => [document, 'kyc.input.InvalidRequest']),
  );
  expect(refused[0]!.message).toContain(named);
  expect(stepsOf(`bare-${what.length}`)).toEqual([]);
});

describe('a submission that is tried again', () => {
  test.each([
    ['addDocumentFrontImage', 'front-image-added'],
    ['addDocumentBackImage', 'back-image-added'],
    ['processIdvLivenessSession', 'liveness-processed'],
  ])('after the answer of %s was lost sends nothing twice', async (call, effect) => {
    const subjectId = `lost-${call}`;
    const { session } = await vultsecurity.open(subjectId);
    vultsecurity.loseAnswer(call);
    await expect(vultsecurity.upload(session, vultsecurity.license())).rejects.toMatchObject({
      type: 'kyc.provider.Unavailable',
    });
    const { accepted } = await vultsecurity.upload(session, vultsecurity.license(), {}, { attempt: 2 });
    expect(accepted.map(({ document }) => document).sort()).toEqual([0, 1, 2]);
    expect(vultsecurity.effects(subjectId)).toMatchObject({ [effect]: 1 });
    expect(vultsecurity.effects(subjectId)).not.toHaveProperty(`${effect}-again`);
  });

  test('by another activity looks first as well', async () => {
    const { session } = await vultsecurity.open('again-1');
    await vultsecurity.upload(session, [vultsecurity.image('PASSPORT')]);
    await vultsecurity.upload(session, [vultsecurity.image('PASSPORT')], { again: true });
    expect(stepsOf('again-1').filter((step) => step === 'addDocumentFrontImage')).toHaveLength(1);
  });

  test('does not take an image that was there before for its own', async () => {
    const { session } = await vultsecurity.open('again-2');
    await vultsecurity.upload(session, [vultsecurity.image('PASSPORT')]);
    await vultsecurity.upload(session, [vultsecurity.image('PASSPORT')], { again: true, known: ['document_front'] });
    expect(stepsOf('again-2').filter((step) => step === 'addDocumentFrontImage')).toHaveLength(2);
  });
});

describe('what a session does not take is reported, and the rest goes on', () => {
  test('a file of another kind', async () => {
    const { session } = await vultsecurity.open('kind-1');
    const report = await vultsecurity.upload(session, [
      vultsecurity.image('PASSPORT', null, 'application/pdf'),
      vultsecurity.image('SELFIE'),
    ]);
    expect(report.refused).toMatchObject([{ document: 0, type: 'kyc.input.UnsupportedMediaType' }]);
    expect(report.accepted).toEqual([{ document: 1, imageId: 'selfie' }]);
  });

  test('an image that the vendor refuses', async () => {
    const { session } = await vultsecurity.open('refused-1');
    vultsecurity.fault({ provider: 'vultsecurity', call: 'addDocumentBackImage', answer: 400 });
    const report = await vultsecurity.upload(session, vultsecurity.license());
    expect(report.refused).toMatchObject([{ document: 1, type: 'kyc.provider.Rejected' }]);
    expect(report.accepted.map(({ imageId }) => imageId)).toEqual(['document_front', 'selfie']);
  });

  test('a second document, and the back of a passport', async () => {
    const { session } = await vultsecurity.open('second-1');
    const documents = [
      vultsecurity.image('PASSPORT', 'front'),
      vultsecurity.image('PASSPORT', 'back'),
      vultsecurity.image('ID_CARD', 'front'),
      vultsecurity.image('UTILITY_BILL'),
    ];
    const { accepted, refused } = await vultsecurity.upload(session, documents);
    expect(accepted).toEqual([{ document: 0, imageId: 'document_front' }]);
    expect(refused.map(({ document, type }) => [document, type]).sort()).toEqual(
      [1, 2, 3].map((document) => [document, 'kyc.input.UnexpectedDocument']),
    );
  });

  test('another document than the one that was handed in before', async () => {
    const { session } = await vultsecurity.open('other-1');
    await vultsecurity.upload(session, [vultsecurity.image('PASSPORT')]);
    const { refused } = await vultsecurity.upload(session, [vultsecurity.image('DRIVERS', 'front')]);
    expect(refused).toMatchObject([{ document: 0, type: 'kyc.input.UnexpectedDocument' }]);
  });
});

test('an outage is no refusal of a file: the submission is tried again', async () => {
  const { session } = await vultsecurity.open('outage-1');
  vultsecurity.fault({ provider: 'vultsecurity', call: 'addDocumentFrontImage', answer: 503 });
  await expect(vultsecurity.upload(session, vultsecurity.license())).rejects.toMatchObject({
    type: 'kyc.provider.Unavailable',
    nonRetryable: false,
  });
});
