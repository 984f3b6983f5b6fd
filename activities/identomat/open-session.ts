import { Context } from '@temporalio/activity';
import { stayAlive } from '../heartbeat';
import type { IdentomatClient, IdentomatSettings } from './client';
import type { SessionConfiguration } from './configurations';
import type { SessionReader } from './verdict';

export interface SessionRequest {
  readonly subjectId: string;
  readonly level: string;
  /** ISO 639-1. */
  readonly language?: string;
  /** The session whose link has run out. */
  readonly instead?: string;
}

/** `finished`: the person got through the old session after all, and there is nothing to begin. */
export type BegunSession =
  | { readonly finished: true }
  | { readonly finished?: undefined; readonly session: string; readonly url: string; readonly expiresAt: string };

const DEFAULT_LIFETIME_MINUTES = 15;

/**
 * Begins a session and makes its link. Identomat keeps no reference of ours, so a session whose token was lost on the way cannot be found
 * again: nobody ever gets its link, and it expires by itself.
 */
export function openSession(
  client: Pick<IdentomatClient, 'beginSession'>,
  configurationOf: (level: string) => Promise<SessionConfiguration>,
  read: SessionReader,
  { widgetUrl, returnUrl, sessionLifetimeMinutes = DEFAULT_LIFETIME_MINUTES }: IdentomatSettings,
) {
  return ({ subjectId, level, language, instead }: SessionRequest): Promise<BegunSession> =>
    stayAlive(async () => {
      const signal = Context.current().cancellationSignal;
      if (instead !== undefined && hasFinished(await read(instead, signal))) return { finished: true };
      const { configId, lifetimeMs = sessionLifetimeMinutes * 60_000 } = await configurationOf(level);
      const flags = { language, return_url: returnUrl && below(returnUrl, subjectId) };
      // Before the call: the lifetime may count from the moment at which the vendor gets it.
      const beganAt = Date.now();
      const session = await client.beginSession({ config_id: configId, flags }, { signal });
      return {
        session,
        url: `${below(widgetUrl, '')}?session_token=${encodeURIComponent(session)}`,
        expiresAt: new Date(beganAt + lifetimeMs).toISOString(),
      };
    });
}

function below(url: string, path: string): string {
  return `${url.replace(/\/+$/, '')}/${path}`;
}

/** A result that nobody understands is one that the person got to: better a look at it than a second session. */
function hasFinished({ status }: { readonly status: string }): boolean {
  return status !== 'collecting' && status !== 'expired';
}
