import type { Verdict } from '../../src/domain/verdict';
import { vultsecurityVerdict, type VultsecurityReading } from '../../src/providers/vultsecurity/verdict';
import type { Findings } from '../../workflows/providers/contract';
import type { VultsecurityClient } from './client';

export type SessionReader = (session: string, findings?: Findings, signal?: AbortSignal) => Promise<Verdict>;

/** Reads what a session came to. Its answer holds personal data and the webhook's token, and stays here: only the verdict goes on. */
export function sessionReader(client: VultsecurityClient, reading?: VultsecurityReading): SessionReader {
  return async (session, findings, signal) => {
    const read = await client.readIdvSession({ session_id: session }, { signal });
    const said = findings?.['on_sanction_list'];
    return vultsecurityVerdict(
      { ...read, session_id: session, ...(said !== undefined && { on_sanction_list: said }) },
      reading,
    );
  };
}
