import fc from 'fast-check';
import { idngoVerdict } from '../../../../src/providers/idngo/verdict';
import { refusedItems } from '../../../../src/providers/idngo/refused-items';
import { documentedExamples } from './fixtures';

const publishedSteps = documentedExamples.find(({ operation }) => operation === 'getRequiredIdDocsStatus')!.response;

describe('the status', () => {
  test.each([
    ['init', 'collecting'],
    ['awaitingUser', 'collecting'],
    ['pending', 'in_review'],
    ['prechecked', 'in_review'],
    ['queued', 'in_review'],
    ['awaitingService', 'in_review'],
    ['onHold', 'on_hold'],
    ['somethingNew', 'unknown'],
    ['constructor', 'unknown'],
  ])('%s means %s', (reviewStatus, status) => {
    expect(idngoVerdict({ reviewStatus }).status).toBe(status);
  });

  test.each([
    [{ reviewAnswer: 'GREEN' }, 'approved'],
    [{ reviewAnswer: 'GREEN', reviewRejectType: null }, 'approved'],
    [{ reviewAnswer: 'RED', reviewRejectType: 'RETRY' }, 'resubmit'],
    [{ reviewAnswer: 'RED', reviewRejectType: 'FINAL' }, 'rejected'],
    [{ reviewAnswer: 'RED' }, 'unknown'],
    [{ reviewAnswer: 'RED', reviewRejectType: 'LATER' }, 'unknown'],
    [{ reviewAnswer: 'RED', rejectLabels: ['LOW_QUALITY'] }, 'unknown'],
    [{ reviewAnswer: 'GREEN', reviewRejectType: 'FINAL' }, 'unknown'],
    [{ reviewAnswer: 'green' }, 'unknown'],
    [{ reviewAnswer: ['GREEN'] }, 'unknown'],
    [{}, 'unknown'],
    [null, 'unknown'],
  ])('completed with %j is %s', (reviewResult, status) => {
    expect(idngoVerdict({ reviewStatus: 'completed', reviewResult }).status).toBe(status);
  });

  test('a result that stays behind from an earlier attempt decides nothing', () => {
    const stale = { reviewAnswer: 'GREEN', rejectLabels: ['OK'], moderationComment: 'Earlier.' };
    expect(idngoVerdict({ reviewStatus: 'init', reviewResult: stale, reviewDate: '2024-12-05 12:24:45+0000' })).toEqual(
      {
        status: 'collecting',
        items: [],
        reasons: [],
        revision: '-|-|2024-12-05 12:24:45+0000|init|-|-',
        said: 'init',
      },
    );
  });
});

test('a temporary rejection says what, when, why and what to ask again', () => {
  const review = {
    attemptCnt: 2,
    attemptId: 'vqFtB',
    levelName: 'basic-kyc-level',
    reviewDate: '2024-12-05 12:24:45+0000',
    reviewStatus: 'completed',
    reviewResult: {
      moderationComment: 'Text that may be shown to the user.',
      clientComment: 'Text for the operator only.',
      reviewAnswer: 'RED',
      rejectLabels: ['UNSATISFACTORY_PHOTOS', 'SCREENSHOTS'],
      reviewRejectType: 'RETRY',
    },
  };
  expect(idngoVerdict(review, publishedSteps)).toEqual({
    status: 'resubmit',
    level: 'basic-kyc-level',
    items: [
      {
        step: 'IDENTITY',
        type: 'ID_CARD',
        country: 'LVA',
        sides: ['front', 'back'],
        rejectLabels: ['DOCUMENT_PAGE_MISSING', 'FRONT_SIDE_MISSING'],
        comment: 'Please upload a photo of the front of your ID card.',
      },
      { step: 'SELFIE', missing: true, rejectLabels: [] },
    ],
    reasons: ['UNSATISFACTORY_PHOTOS', 'SCREENSHOTS'],
    comment: 'Text that may be shown to the user.',
    revision: '2|vqFtB|2024-12-05 12:24:45+0000|completed|RED|RETRY',
    at: '2024-12-05T12:24:45.000Z',
    said: 'completed RED RETRY',
  });
});

describe('the revision', () => {
  const review = { attemptCnt: 1, attemptId: 'a', reviewDate: '2024-12-05 12:24:45+0000', reviewStatus: 'pending' };

  test.each([
    ['another attempt', { attemptCnt: 2 }],
    ['another attempt id', { attemptId: 'b' }],
    ['another date', { reviewDate: '2024-12-06 12:24:45+0000' }],
    ['another status', { reviewStatus: 'completed' }],
    ['a decision', { reviewStatus: 'completed', reviewResult: { reviewAnswer: 'GREEN' } }],
  ])('changes with %s', (_what, change) => {
    expect(idngoVerdict({ ...review, ...change }).revision).not.toBe(idngoVerdict(review).revision);
  });

  test('stays when only clocks and priorities move', () => {
    const later = { ...review, elapsedSincePendingMs: 999, priority: 3, reprocessing: true };
    expect(idngoVerdict(later).revision).toBe(idngoVerdict(review).revision);
  });
});

describe('what to ask again', () => {
  const red = (id: number, more: object = {}) => ({
    [id]: { reviewAnswer: 'RED', rejectLabels: ['LOW_QUALITY'], ...more },
  });

  test('one image of a passport is asked without sides, also when it came with a second page', () => {
    const steps = { IDENTITY: { idDocType: 'PASSPORT', imageIds: [1, 2], imageReviewResults: red(2) } };
    expect(refusedItems(steps)).toEqual([{ step: 'IDENTITY', type: 'PASSPORT', rejectLabels: ['LOW_QUALITY'] }]);
  });

  test('both sides of a residence permit are asked when it came as two images', () => {
    const steps = { IDENTITY2: { idDocType: 'RESIDENCE_PERMIT', imageIds: ['1', '2'], imageReviewResults: red(2) } };
    expect(refusedItems(steps)).toMatchObject([{ sides: ['front', 'back'] }]);
  });

  test('the front of a driving licence that came alone asks for both sides', () => {
    const steps = { IDENTITY: { idDocType: 'DRIVERS', imageIds: [1], imageReviewResults: red(1) } };
    expect(refusedItems(steps)).toMatchObject([{ sides: ['front', 'back'] }]);
  });

  test('a step whose images are all GREEN, or not judged, is left alone', () => {
    const steps = {
      IDENTITY: { idDocType: 'PASSPORT', imageIds: [1, 2], imageReviewResults: { 1: { reviewAnswer: 'GREEN' } } },
      SELFIE: { idDocType: 'SELFIE', imageIds: [3], reviewResult: { reviewAnswer: 'GREEN' } },
    };
    expect(refusedItems(steps)).toEqual([]);
  });

  test('a step that was refused as a whole is asked again although no image was', () => {
    const steps = { APPLICANT_DATA: { reviewResult: { reviewAnswer: 'RED', moderationComment: 'Check your name.' } } };
    expect(refusedItems(steps)).toEqual([{ step: 'APPLICANT_DATA', rejectLabels: [], comment: 'Check your name.' }]);
  });

  test('a RED result of an image that was since removed asks for nothing', () => {
    expect(refusedItems({ SELFIE: { idDocType: 'SELFIE', imageIds: [2], imageReviewResults: red(1) } })).toEqual([]);
  });

  test('the comments of step and images come together once each, and the hidden ones never', () => {
    const hidden = { clientComment: 'For the operator only.' };
    const steps = {
      SELFIE: {
        idDocType: 'SELFIE',
        imageIds: [1, 2],
        reviewResult: { reviewAnswer: 'RED', moderationComment: 'Too dark.', ...hidden },
        imageReviewResults: {
          ...red(1, { moderationComment: 'Too dark.', ...hidden }),
          ...red(2, { moderationComment: 'Blurred.', ...hidden }),
        },
      },
    };
    expect(refusedItems(steps)).toMatchObject([{ comment: 'Too dark.\nBlurred.', rejectLabels: ['LOW_QUALITY'] }]);
    expect(JSON.stringify(refusedItems(steps))).not.toContain('operator');
  });

  test('the wrapped form is read as well', () => {
    expect(refusedItems({ requiredIdDocsStatus: { SELFIE: null }, workflowStatus: {} })).toEqual([
      { step: 'SELFIE', missing: true, rejectLabels: [] },
    ]);
  });
});

describe('whatever IDnGO answers', () => {
  const json = fc.jsonValue({ maxDepth: 2 });
  const among = (...words: string[]) => fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...words) }, json);
  const result = fc.record(
    {
      reviewAnswer: among('GREEN', 'RED'),
      reviewRejectType: among('RETRY', 'FINAL'),
      rejectLabels: fc.oneof(fc.array(among('LOW_QUALITY')), json),
      moderationComment: json,
      clientComment: fc.constant('for the operator only'),
    },
    { requiredKeys: [] },
  );
  const review = fc.record(
    {
      reviewStatus: among('init', 'pending', 'completed', 'onHold'),
      reviewResult: fc.oneof({ weight: 4, arbitrary: result }, json),
      attemptCnt: json,
      attemptId: json,
      reviewDate: json,
      levelName: json,
    },
    { requiredKeys: [] },
  );
  const step = fc.record(
    {
      idDocType: among('ID_CARD', 'SELFIE'),
      country: json,
      imageIds: fc.oneof(fc.array(fc.constantFrom<unknown>(1, 2, '1', null)), json),
      imageReviewResults: fc.oneof(fc.dictionary(fc.constantFrom('1', '2', '__proto__'), result), json),
      reviewResult: fc.oneof(result, json),
    },
    { requiredKeys: [] },
  );
  const steps = fc.oneof(
    fc.dictionary(fc.constantFrom('IDENTITY', 'SELFIE', '__proto__', ' '), fc.oneof(step, json)),
    json,
  );

  test('reading it never throws, never approves but a completed GREEN, and never tells the hidden comment', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(fc.oneof({ weight: 9, arbitrary: review }, json), steps, (given, docs) => {
        const verdict = idngoVerdict(given, docs);
        seen.add(verdict.status);
        if (verdict.status === 'approved') {
          expect(given).toMatchObject({ reviewStatus: 'completed', reviewResult: { reviewAnswer: 'GREEN' } });
        }
        if (verdict.status !== 'resubmit') expect(verdict.items).toEqual([]);
        expect(JSON.stringify(verdict)).not.toContain('operator only');
        expect(JSON.parse(JSON.stringify(verdict))).toEqual(verdict);
      }),
      { numRuns: 1000 },
    );
    expect([...seen]).toEqual(expect.arrayContaining(['approved', 'resubmit', 'rejected', 'unknown']));
  });

  test.each([
    [{ reviewStatus: 'Quokka Example, born 1990' }],
    [{ reviewStatus: 'completed', reviewResult: { reviewAnswer: 'Quokka Example', rejectLabels: ['Quokka Example'] } }],
  ])("free text where a word is due is not repeated, since it could be anybody's data: %j", (given) => {
    expect(JSON.stringify(idngoVerdict(given))).not.toContain('Quokka');
  });
});
