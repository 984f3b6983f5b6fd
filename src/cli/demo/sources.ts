import type { Client } from '@temporalio/client';
import type { KycClient } from '../../client/kyc-client';
import { idngoDate } from '../../providers/idngo/date';
import type { Sandbox } from '../../sandbox';
import type { Source } from './story-log';

const ANSWER_MS = 2_000;

/** The case's own timeline. While no worker answers there is nothing new to tell. */
export function caseSteps(kyc: KycClient, client: Client, subjectId: string): Source {
  let told = 0;
  return async () => {
    const deadline = Date.now() + ANSWER_MS;
    const timeline = await client
      .withDeadline(deadline, () => kyc.onboarding.explain(subjectId))
      .then(
        (explained) => explained.timeline,
        () => [],
      );
    const news = timeline.slice(told);
    told = Math.max(told, timeline.length);
    return news.map(({ at, text }) => ({ at: Date.parse(at), who: 'case', what: text }));
  };
}

/** What the case's own steps do not tell, or what must never be seen. */
const effects: Readonly<Record<string, string>> = {
  'image-added': 'receives an image',
  'image-added-again': 'receives an image that it had already',
  'review-opened-again': 'begins a review with nothing new to look at',
};

/** What a person at the provider would see arrive. */
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
    return news.map(({ outcome, body }) => {
      const { createdAtMs, reviewStatus, reviewResult } = JSON.parse(body) as VerdictHook;
      const verdict = [reviewStatus, reviewResult?.reviewAnswer, reviewResult?.reviewRejectType]
        .filter((part) => part)
        .join(' ');
      const fate = outcome === 'delivered' ? 'arrives: a hint, so the case goes and looks' : `is ${outcome}`;
      return { at: Date.parse(idngoDate(createdAtMs) ?? ''), who: 'webhook', what: `"${verdict}" ${fate}` };
    });
  };
}

interface VerdictHook {
  readonly createdAtMs: string;
  readonly reviewStatus?: string;
  readonly reviewResult?: { readonly reviewAnswer?: string; readonly reviewRejectType?: string };
}
