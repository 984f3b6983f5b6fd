import { idngoOperations } from '../../../../src/providers/idngo/operations';

describe('the answer about presence', () => {
  const read = (answer: unknown) => idngoOperations.setApplicantPresence.response.parse(answer);

  test.each([
    ['in the object', { deleted: true }],
    ['in an array', [{ id: 'a1' }, { deleted: true }]],
    ['in an array inside the object', { applicants: [{ id: 'a1' }, { deleted: true }] }],
  ])('is found %s', (_where, answer) => {
    expect(read(answer)).toEqual({ deleted: true });
  });

  test('without the word it says nothing, and whole applicants are left behind', () => {
    expect(read({ applicants: [{ id: 'a1', email: 'quokka@example.com' }] })).toEqual({});
  });
});

describe('similar applicants', () => {
  const { response } = idngoOperations.findSimilarByTextAndFace;
  const hit = { applicant: { id: 'a2' }, matchedFields: ['info.lastName'], exactMatch: true, types: ['text', 'image'] };

  test.each([
    ['a list', [hit]],
    ['a single hit', hit],
    ['an object holding a list', { totalItems: 1, hits: [hit] }],
    ['a list inside a list object', { list: { items: [hit], totalItems: 1 } }],
  ])('are found in %s', (_shape, answer) => {
    expect(response.parse(answer)).toEqual({ hits: [hit] });
  });

  test.each([[[]], [{}], [{ list: { items: [] } }]])('%j means that there are none', (answer) => {
    expect(response.parse(answer)).toEqual({ hits: [] });
  });

  test.each([null, 'none', 0, { status: 'busy' }, { list: {} }])('%j is not taken for "none"', (answer) => {
    expect(response.safeParse(answer).success).toBe(false);
  });
});

describe('the status of the steps', () => {
  const read = (answer: unknown) => idngoOperations.getRequiredIdDocsStatus.response.parse(answer);

  test('is unwrapped from the form of the mobile SDK', () => {
    const steps = { IDENTITY: { idDocType: 'ID_CARD' }, SELFIE: null };
    expect(read({ requiredIdDocsStatus: steps, workflowStatus: 'x', inspectionReview: {} })).toEqual(steps);
  });

  test('has image ids as texts, whether they come as numbers or as texts', () => {
    expect(read({ IDENTITY: { imageIds: [122352326, '34246467'] } })).toEqual({
      IDENTITY: { imageIds: ['122352326', '34246467'] },
    });
  });

  test('does not take other values beside the steps for steps that are missing', () => {
    expect(read({ SELFIE: null, correlationId: 'req-1', code: 200 })).toEqual({ SELFIE: null });
  });
});

test('image ids of an upload are texts, whether they come as numbers or as texts', () => {
  const { response } = idngoOperations.addActionImage;
  expect(response.parse({ imageId: 1411431805, resizedImageId: '603758274' })).toEqual({
    imageId: '1411431805',
    resizedImageId: '603758274',
  });
});

test('an empty answer with a success status acknowledges a request for a check', () => {
  expect(idngoOperations.requestApplicantCheck.response.parse(undefined)).toEqual({});
});
