import type { OnboardingExplanation } from '../../workflows/onboarding/messages';
import type { ReviewStep } from '../../src/sandbox';
import { allDocuments, images } from '../support/applicant';
import { describeFlow } from '../support/flow';

type Why = Pick<OnboardingExplanation, 'waitingFor' | 'wakesOn' | 'providerSaid'> & { readonly next?: string };

describeFlow('why a case waits, since when, and what comes next', (flow) => {
  const DAY_MS = 86_400_000;
  const onApplicant = ['submitDocuments', 'submitApplicantData', 'requestReview', 'a provider hint', 'withdraw'];
  const onProvider = ['a provider hint', 'the watch', 'withdraw'];
  const start = async (subjectId: string, steps: ReviewStep[], kind: string) => {
    flow.idngo.script(subjectId, steps);
    const policy = { rejection: 'review' } as const;
    await flow.start(subjectId, { documents: await allDocuments(flow.kyc, subjectId), policy });
    await flow.recorded(subjectId, kind);
  };

  const phases: Record<string, { reach: (subjectId: string) => Promise<unknown>; why: Why }> = {
    collecting: {
      reach: async (subjectId) => {
        await flow.start(subjectId);
        const passport = await images(flow.kyc, subjectId, [['PASSPORT', null]]);
        await flow.kyc.onboarding.submitDocuments(subjectId, passport);
      },
      why: {
        waitingFor: 'the applicant: SELFIE',
        wakesOn: onApplicant,
        next: 'a reminder to the applicant in 1 day(s)',
      },
    },
    in_review: {
      reach: (subjectId) => start(subjectId, ['never'], 'review-requested'),
      why: { waitingFor: 'the verdict of idngo', wakesOn: onProvider, next: 'the case goes to a person in 30 day(s)' },
    },
    on_hold: {
      reach: (subjectId) => start(subjectId, ['onHold'], 'on-hold'),
      why: {
        waitingFor: 'idngo, which put the applicant on hold',
        wakesOn: onProvider,
        next: 'the business is told that it is still on hold in 3 day(s)',
        providerSaid: 'onHold',
      },
    },
    awaiting_resubmission: {
      reach: (subjectId) =>
        start(subjectId, [{ answer: 'RED', rejectType: 'RETRY', items: [{ step: 'SELFIE' }] }], 'resubmission-asked'),
      why: {
        waitingFor: 'the applicant: SELFIE',
        wakesOn: onApplicant,
        next: 'a reminder to the applicant in 1 day(s)',
        providerSaid: 'completed RED RETRY',
      },
    },
    manual_review: {
      reach: (subjectId) => start(subjectId, [{ answer: 'RED', rejectType: 'FINAL' }], 'referred'),
      why: {
        waitingFor: "a person's decision: rejected by the provider",
        wakesOn: ['decide', 'withdraw'],
        providerSaid: 'completed RED FINAL',
      },
    },
    closed: {
      reach: async (subjectId) => {
        await start(subjectId, [{ answer: 'GREEN' }], 'decided');
        await flow.kyc.onboarding.result(subjectId);
      },
      why: { waitingFor: 'nothing: the case is over', wakesOn: [], providerSaid: 'completed GREEN' },
    },
  };

  test.each(Object.entries(phases))('%s', async (phase, { reach, why }) => {
    const subjectId = `explained-${phase}`;
    await reach(subjectId);
    const { next, since, timeline, ...said } = await flow.kyc.onboarding.explain(subjectId);
    const days = next && Math.round((Date.parse(next.at) - Date.parse(since)) / DAY_MS);
    expect({ ...said, ...(next && { next: `${next.what} in ${days} day(s)` }) }).toEqual({ phase, ...why });
    // The phase lasts since the step that led into it; a submission that is not the last leads nowhere.
    const entered = timeline.filter(({ text }) => !text.startsWith('1 document')).at(-1)!;
    expect(Math.abs(Date.parse(entered.at) - Date.parse(since))).toBeLessThan(1_000);
  });
});
