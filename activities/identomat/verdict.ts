import { kycFailureIn } from '../../src/domain/failures';
import type { Verdict } from '../../src/domain/verdict';
import { identomatVerdict, type IdentomatReading } from '../../src/providers/identomat/verdict';
import type { IdentomatClient } from './client';

export type SessionReader = (session: string, signal?: AbortSignal) => Promise<Verdict>;

/** Reads what a session came to. The result itself is personal data almost throughout and stays here: only the verdict goes on. */
export function sessionReader(client: IdentomatClient, reading?: IdentomatReading): SessionReader {
  return async (session, signal) => {
    try {
      return identomatVerdict(await client.getResult({ session_token: session }, { signal }), reading, session);
    } catch (error) {
      // The one error that says something about the session: it is over, or was deleted.
      if (errorCodeOf(error) !== 'session-not-found') throw error;
      return identomatVerdict({ argumentError: 'session-not-found' }, reading, session);
    }
  };
}

function errorCodeOf(error: unknown): unknown {
  const [facts] = (kycFailureIn(error)?.details ?? []) as ({ errorCode?: unknown } | undefined)[];
  return facts?.errorCode;
}
