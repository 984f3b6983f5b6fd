import { createHash } from 'node:crypto';
import { Context } from '@temporalio/activity';
import { failureTypeOf } from '../../src/domain/failures';
import { stayAlive } from '../heartbeat';
import type { VultsecurityClient } from './client';
import { ensureConsent } from './consent';

export interface SessionRequest {
  readonly subjectId: string;
  readonly consented?: boolean;
}

/** References of the case. `hook` ends the address of the session's webhook, so that a call without a body finds its case. */
export interface OpenedSession {
  readonly session: string;
  readonly hook: string;
}

// The matching rule of the list's filter is not documented: should it match everything, no more than this is looked at.
const MOST_LOOKED_AT = 20;

/**
 * Opens a verification session, with the person's consent when it is known already. VultSecurity has no key of ours, so every session
 * carries this very step's in its metadata, and an attempt that repeats a lost one looks for it first. An orphan that is not found stays
 * unused, and expires.
 */
export function openSession(client: VultsecurityClient, webhookAddress?: string) {
  return ({ subjectId, consented }: SessionRequest): Promise<OpenedSession> =>
    stayAlive(async () => {
      const { info, cancellationSignal: signal } = Context.current();
      const metadata = { kycKey: subjectId, kycStep: `${info.workflowExecution?.runId}/${info.activityId}` };
      const hook = createHash('sha256').update(metadata.kycStep).digest('hex').slice(0, 32);
      const createSession = async () => {
        const webhook_url = webhookAddress === undefined ? undefined : `${webhookAddress}/${hook}`;
        return (await client.createIdvSession({ metadata, webhook_url }, { signal })).session_id;
      };
      const found = info.attempt > 1 ? await findSession(client, metadata, signal) : undefined;
      const session = found ?? (await createSession());
      if (consented && found) await ensureConsent(client, session, signal);
      else if (consented) await client.addIdentityConsent({ session_id: session, consented }, { signal });
      return { session, hook };
    });
}

const noSearch: readonly (string | undefined)[] = [
  'kyc.provider.Rejected',
  'kyc.provider.NotFound',
  'kyc.provider.BadAnswer',
  'kyc.config.Invalid',
];

interface Key {
  readonly kycKey: string;
  readonly kycStep: string;
}

/** The session that an attempt made whose answer was lost. */
async function findSession(client: VultsecurityClient, key: Key, signal: AbortSignal): Promise<string | undefined> {
  try {
    const { sessions = [] } = await client.listIdvSessions(
      { take: MOST_LOOKED_AT, skip: 0, metadata: { ...key } },
      { signal },
    );
    for (const { session_id } of sessions.slice(0, MOST_LOOKED_AT)) {
      if (session_id === undefined) continue;
      const { metadata } = await client.readIdvSession({ session_id }, { signal });
      if (metadata?.['kycStep'] === key.kycStep) return session_id;
    }
  } catch (error) {
    // A search that cannot be had finds nothing: one more orphan is better than no session.
    if (!noSearch.includes(failureTypeOf(error))) throw error;
  }
  return undefined;
}
