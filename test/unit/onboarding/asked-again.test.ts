import fc from 'fast-check';
import { idngoVerdict } from '../../../src/providers/idngo/verdict';
import { askedAgain } from '../../../workflows/onboarding/rules';
import { anyFacts, anyVerdict, identity, selfie, verdictOf } from './samples';

test('only the refused item is asked again, with the comment that was made about it', () => {
  const verdict = verdictOf('resubmit', {
    comment: 'Please try again.',
    items: [
      {
        step: 'IDENTITY',
        type: 'ID_CARD',
        sides: ['front', 'back'],
        rejectLabels: ['BLURRED'],
        comment: 'The back is blurred.',
      },
    ],
  });
  expect(askedAgain(verdict, [identity, selfie])).toEqual([
    {
      step: 'IDENTITY',
      types: ['PASSPORT', 'ID_CARD'],
      comment: 'The back is blurred.',
      rejectLabels: ['BLURRED'],
      sides: ['front', 'back'],
    },
  ]);
});

test('an item without a comment of its own takes the one about the whole', () => {
  const verdict = verdictOf('resubmit', {
    comment: 'Please try again.',
    items: [{ step: 'SELFIE', rejectLabels: [] }],
  });
  expect(askedAgain(verdict, [identity, selfie])).toMatchObject([{ step: 'SELFIE', comment: 'Please try again.' }]);
});

test('when the provider names no item, the whole level is asked again', () => {
  const verdict = verdictOf('resubmit', { comment: 'The data differ.', reasons: ['PROBLEMATIC_APPLICANT_DATA'] });
  const again = { comment: 'The data differ.', rejectLabels: ['PROBLEMATIC_APPLICANT_DATA'] };
  expect(askedAgain(verdict, [identity, selfie])).toEqual([
    { ...identity, ...again },
    { ...selfie, ...again },
  ]);
});

test('a step that the level did not name is asked for by the type that was refused', () => {
  const verdict = verdictOf('resubmit', {
    items: [{ step: 'PROOF_OF_ADDRESS', type: 'UTILITY_BILL', rejectLabels: [] }],
  });
  expect(askedAgain(verdict, [identity])).toMatchObject([{ step: 'PROOF_OF_ADDRESS', types: ['UTILITY_BILL'] }]);
});

test('what is asked again are the named items one for one, or the whole level, and never with words of anybody else', () => {
  fc.assert(
    fc.property(anyVerdict, anyFacts, (verdict, { levelRequirements }) => {
      const asked = askedAgain(verdict, levelRequirements);
      const steps = (verdict.items.length > 0 ? verdict.items : levelRequirements).map(({ step }) => step);
      expect(asked.map(({ step }) => step)).toEqual(steps);
      const showable = [verdict.comment, ...verdict.items.map(({ comment }) => comment)];
      for (const { comment } of asked) expect(showable).toContain(comment);
    }),
  );
});

test('the operator’s own comment does not reach the applicant, wherever the provider puts it', () => {
  const hidden = { clientComment: 'Suspected of fraud.' };
  const refused = { reviewAnswer: 'RED', rejectLabels: ['SCREENSHOTS'], ...hidden };
  const review = { reviewStatus: 'completed', reviewResult: { ...refused, reviewRejectType: 'RETRY' }, ...hidden };
  const steps = {
    IDENTITY: {
      idDocType: 'PASSPORT',
      imageIds: ['1'],
      imageReviewResults: { 1: refused },
      reviewResult: refused,
      ...hidden,
    },
  };
  for (const verdict of [idngoVerdict(review), idngoVerdict(review, steps)]) {
    const asked = askedAgain(verdict, [identity, selfie]);
    expect(asked.length).toBeGreaterThan(0);
    expect(JSON.stringify(asked)).not.toContain('fraud');
  }
});
