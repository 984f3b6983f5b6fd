import type { Client } from '@temporalio/client';
import type { KycClient } from '../../client/kyc-client';
import type { Sandbox } from '../../sandbox';
import type { Source } from './story-log';

const ANSWER_MS = 2_000;

/** The case's own timeline. While no worker answers there is nothing new to tell. */
export function caseSteps(kyc: KycClient, client: Client, subjectId: string): Source {
  let told = 0;
  return async () => {
    const deadline = Date.now() + ANSWER_MS;
    const timeline = await client.withDeadline(deadline, () => kyc.onboarding.explain(subjectId)).then(
      (explained) => explained.timeline,
      () => [],
    );
    const news = timeline.slice(told);
    told = Math.max(told, timeline.length);
    return news.map(({ at, text }) => ({ at: Date.parse(at), who: 'case', what: text }));
  };
}

const effects: Readonly<Record<string, string>> = {
  'applicant-created': 'has a new applicant',
  'link-created': 'makes a link',
  'image-added': 'receives an image',
  'image-added-again': 'receives an image that it had already',
  'review-opened': 'begins its review',
  'review-opened-again': 'begins a review with nothing new to look at',
};

/** What the provider would show to a person. */
export function providerEffects({ idngo }: Sandbox, subjectId: string): Source {
  let told = 0;
  return () => {
    const calls = idngo.calls({ externalUserId: subjectId });
    const news = calls.slice(told);
    told = calls.length;
    return news.flatMap(({ at, effect, status }) => {
      const what = effect && effects[effect];
      if (!what) return [];
      return [{ at, who: 'IDnGO', what: status === 'time-out' ? `${what}, and its answer never arrives` : what }];
    });
  };
}

/** Webhooks that tell of a verdict, once it is known what became of them. */
export function verdictHooks({ idngo }: Sandbox, subjectId: string): Source {
  let told = 0;
  return () => {
    const settled = idngo.webhooks().filter(({ externalUserId, type, outcome }) => {
      return externalUserId === subjectId && type === 'applicantReviewed' && outcome !== 'waiting';
    });
    const news = settled.slice(told);
    told = settled.length;
    return news.map(({ attempts, outcome }) => ({
      at: attempts.at(-1)?.at ?? Date.now(),
      who: 'webhook',
      what: outcome === 'delivered' ? 'says that the review is over; nothing else in it is believed' : `of the verdict is ${outcome}`,
    }));
  };
}
