import { failureTypeOf } from '../../src/domain/failures';
import type { VultsecurityClient } from './client';
import type { Progress } from './progress';

/**
 * Has the person's consent put on the session, and tells how far the session is. What is there already is not sent again: what a second
 * consent shows at the vendor is not documented.
 */
export async function ensureConsent(
  client: Pick<VultsecurityClient, 'addIdentityConsent' | 'readIdvSdkSession'>,
  session: string,
  signal?: AbortSignal,
): Promise<Progress> {
  const progress = await progressOf(client, session, signal);
  if (progress?.consented) return progress;
  await client.addIdentityConsent({ session_id: session, consented: true }, { signal });
  return client.readIdvSdkSession({ session_id: session }, { signal });
}

/** Until the consent is there everything else may fail (vendor), and so may this look at it. */
async function progressOf(
  client: Pick<VultsecurityClient, 'readIdvSdkSession'>,
  session: string,
  signal?: AbortSignal,
): Promise<Progress | undefined> {
  try {
    return await client.readIdvSdkSession({ session_id: session }, { signal });
  } catch (error) {
    if (failureTypeOf(error) !== 'kyc.provider.Rejected') throw error;
    return undefined;
  }
}
