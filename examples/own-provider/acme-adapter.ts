/* The worker's half of an adapter: the activities that the workflows' half calls, and what a level asks for. */
import { Context } from '@temporalio/activity';
import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import { refusal } from 'temporal-kyc/adapter';
import type { IssuedLink, Opened, References, Verdict, WatchFrom } from 'temporal-kyc/adapter';
import type { ProviderAdapter } from 'temporal-kyc/activities';
import { acmeVerdict } from './acme-verdict';

export interface AcmeOptions {
  readonly url: string;
  readonly apiKey: string;
}

/** `new KycPlugin({ adapters: [acmeAdapter({ url, apiKey })] })`. */
export function acmeAdapter(options: AcmeOptions): ProviderAdapter {
  const call = (method: string, path: string, body?: object) => callAcme(options, method, path, body);
  const read = async (id: string) => acmeVerdict((await call('GET', `/verifications/${id}`)).body);

  return {
    name: 'acme',

    async levels({ level }) {
      const { status, body } = await call('GET', `/packages/${encodeURIComponent(level)}`);
      if (status === 404) throw refusal('kyc.input.UnknownLevel', 'Acme has no such package. Nothing was sent.');
      const { asks = [] } = body as { asks?: { step: string; documents: string[] }[] };
      return asks.map(({ step, documents }) => ({ step, types: documents }));
    },

    activities: {
      async 'acme.open'({ subjectId, level }: { subjectId: string; level: string }): Promise<Opened> {
        const { status, body } = await call('POST', '/verifications', { reference: subjectId, package: level });
        return { references: referencesOf(body), adopted: status === 200 };
      },
      async 'acme.find'({ subjectId }: { subjectId: string }): Promise<References | null> {
        const { status, body } = await call('GET', `/verifications?reference=${encodeURIComponent(subjectId)}`);
        return status === 404 ? null : referencesOf(body);
      },
      async 'acme.link'({
        verification,
        ttlSeconds,
      }: {
        verification: string;
        ttlSeconds: number;
      }): Promise<IssuedLink> {
        const { body } = await call('POST', `/verifications/${verification}/links`, { ttlSeconds });
        const expiresAt = new Date(Date.now() + ttlSeconds * 1000).toISOString();
        return { url: (body as { url: string }).url, expiresAt };
      },
      'acme.read': ({ verification }: { verification: string }): Promise<Verdict> => read(verification),
      async 'acme.watch'({ verification, ...from }: WatchFrom & { verification: string }): Promise<void> {
        const now = await read(verification);
        if (now.status !== from.status && now.revision !== from.revision) return;
        // Nothing new is ordinary: this attempt fails, benignly, and Temporal looks again after a pause that grows.
        const { attempt } = Context.current().info;
        throw ApplicationFailure.create({
          type: 'kyc.provider.NoVerdictYet',
          message: `Acme still says: ${now.said}`,
          category: ApplicationFailureCategory.BENIGN,
          nextRetryDelay: Math.min(from.firstMs * 2 ** Math.min(attempt - 1, 30), from.slowestMs),
        });
      },
      async 'acme.close'({ verification }: { verification: string }): Promise<void> {
        await call('POST', `/verifications/${verification}/cancel`);
      },
    },
  };
}

function referencesOf(body: unknown): References {
  return { verification: (body as { id: string }).id };
}

/**
 * One call. What may pass is thrown so that it is tried again; a refusal is final, and says no more than its status: bodies hold personal
 * data, and a failure is written to the history.
 */
async function callAcme({ url, apiKey }: AcmeOptions, method: string, path: string, body?: object) {
  const answer = await fetch(new URL(path, url), {
    method,
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(5_000),
  });
  const { status } = answer;
  if (answer.ok || status === 404) return { status, body: await answer.json() };
  await answer.body?.cancel();
  if (status === 429 || status >= 500) {
    const after = Number(answer.headers.get('retry-after')) * 1000;
    throw ApplicationFailure.create({
      type: status === 429 ? 'kyc.provider.RateLimited' : 'kyc.provider.Unavailable',
      message: `Acme answered ${status}`,
      // A local activity would hold its workflow task for as long.
      ...(after > 0 && !Context.current().info.isLocal && { nextRetryDelay: after }),
    });
  }
  throw refusal(status === 401 ? 'kyc.provider.Unauthorized' : 'kyc.provider.Rejected', `Acme answered ${status}`);
}
