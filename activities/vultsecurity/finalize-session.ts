import { Context } from '@temporalio/activity';
import { failureTypeOf, refusal } from '../../src/domain/failures';
import type { Findings } from '../../workflows/providers/contract';
import { stayAlive } from '../heartbeat';
import type { VultsecurityClient } from './client';
import { missingSteps } from './progress';

const nothingFound: Findings = {};

/**
 * Ends a verification, once. Every attempt of this activity looks first, for the vendor may have ended it before its answer was lost;
 * `on_sanction_list` is then lost too, since nothing but that answer says it, and the verdict falls back on the OFAC status.
 */
export function finalizeSession(client: VultsecurityClient) {
  return ({ session }: { session: string }): Promise<Findings> =>
    stayAlive(async () => {
      const { info, cancellationSignal: signal } = Context.current();
      const { status_e, completed_at } = await client.readIdvSession({ session_id: session }, { signal });
      if (completed_at || !isOpen(status_e)) return nothingFound;
      const missing = missingSteps(await client.readIdvSdkSession({ session_id: session }, { signal }));
      if (missing.length > 0) {
        throw refusal(
          'kyc.provider.Conflict',
          `The session at VultSecurity cannot be finalized yet; missing: ${missing.join(', ')}. Hand it in and ask for the review again.`,
        );
      }
      try {
        const { on_sanction_list } = await client.finalizeIdv({ session_id: session }, { signal });
        return on_sanction_list === undefined ? nothingFound : { on_sanction_list };
      } catch (error) {
        // Its effect need not show in the status at once: a repeat that is refused means that the first one was done.
        if (info.attempt === 1 || failureTypeOf(error) !== 'kyc.provider.Rejected') throw error;
        return nothingFound;
      }
    });
}

function isOpen(status: string | undefined): boolean {
  return status === undefined || status === 'in_progress' || status === 'unknown';
}
