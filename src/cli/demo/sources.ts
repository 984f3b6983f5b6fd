import type { Client } from '@temporalio/client';
import type { KycClient } from '../../client/kyc-client';
import { idngoDate } from '../../providers/idngo/date';
import type { ProviderName, Sandbox, SentWebhook } from '../../sandbox';
import type { Source, Voice } from './story-log';

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

/** What a provider's part in a story sounds like. */
interface Part {
  readonly voice: Voice;
  /** Effects that the case's own steps do not tell, or that must never be seen. */
  readonly effects: Readonly<Record<string, string>>;
  /** A webhook in words; undefined for one that can tell of no verdict. */
  readonly spoken: (webhook: SentWebhook) => string | undefined;
}

const parts: Readonly<Record<ProviderName, Part>> = {
  idngo: {
    voice: 'IDnGO',
    effects: {
      'image-added': 'receives an image',
      'image-added-again': 'receives an image that it had already',
      'review-opened-again': 'begins a review with nothing new to look at',
    },
    spoken({ type, body }) {
      if (type !== 'applicantReviewed') return undefined;
      const { reviewStatus, reviewResult } = JSON.parse(body) as VerdictHook;
      const words = [reviewStatus, reviewResult?.reviewAnswer, reviewResult?.reviewRejectType];
      return `"${words.filter((word) => word).join(' ')}"`;
    },
  },
  identomat: {
    voice: 'Identomat',
    effects: { 'session-begun-again': 'begins a session while another is open' },
    spoken: ({ type }) => `"${type}"`,
  },
  vultsecurity: {
    voice: 'VultSecurity',
    effects: {
      consented: 'hears that the person consents',
      'front-image-added': 'receives the front, and where the person is',
      'back-image-added': 'receives the back, and where the person is',
      'front-image-added-again': 'receives a front that it had already',
      'back-image-added-again': 'receives a back that it had already',
      'liveness-processed': 'compares the face',
    },
    spoken: () => 'a wake-up without a word',
  },
};

interface VerdictHook {
  readonly reviewStatus?: string;
  readonly reviewResult?: { readonly reviewAnswer?: string; readonly reviewRejectType?: string };
}

/** What a person at the provider would see arrive. */
export function providerEffects(sandbox: Sandbox, provider: ProviderName, subjectId: string): Source {
  const { voice, effects } = parts[provider];
  let told = 0;
  return () => {
    const calls = sandbox[provider].calls({ externalUserId: subjectId });
    const news = calls.slice(told);
    told = calls.length;
    return news.flatMap(({ at, effect, status }) => {
      const what = effect && effects[effect];
      if (!what) return [];
      return [{ at, who: voice, what: status === 'time-out' ? `${what}, and its answer never arrives` : what }];
    });
  };
}

/** Webhooks that tell of a verdict, once it is known what became of them. */
export function verdictHooks(sandbox: Sandbox, provider: ProviderName, subjectId: string): Source {
  const { spoken } = parts[provider];
  const told = new Set<SentWebhook>();
  return () => {
    const settled = sandbox[provider].webhooks().filter((webhook) => {
      return webhook.externalUserId === subjectId && webhook.outcome !== 'waiting' && !told.has(webhook);
    });
    settled.forEach((webhook) => told.add(webhook));
    return settled.flatMap((webhook) => {
      const words = spoken(webhook);
      if (words === undefined) return [];
      const fate =
        webhook.outcome === 'delivered' ? 'arrives: a hint, so the case goes and looks' : `is ${webhook.outcome}`;
      return [{ at: timeOf(webhook), who: 'webhook', what: `${words} ${fate}` }];
    });
  };
}

/** A lost one has only the time that IDnGO writes into it. */
function timeOf({ attempts: [first], body }: SentWebhook): number {
  if (first) return first.at;
  const { createdAtMs } = JSON.parse(body || '{}') as { createdAtMs?: string };
  return Date.parse(idngoDate(createdAtMs) ?? '') || Date.now();
}
