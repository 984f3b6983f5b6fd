import { Context } from '@temporalio/activity';
import type { Findings, WatchFrom } from '../../workflows/providers/contract';
import type { Activities } from '../dependencies';
import { lookOnce } from '../look';
import { untilLater } from '../until-later';
import type { VultsecurityClient, VultsecuritySettings } from './client';
import { finalizeSession } from './finalize-session';
import { openSession } from './open-session';
import { uploadDocuments } from './upload';
import { sessionReader } from './verdict';

/** What VultSecurity needs beyond one activity a row: several calls that make one step, and answers that must not enter a history. */
export function vultsecurityActivities(
  client: VultsecurityClient,
  { webhookAddress, reading }: VultsecuritySettings = {},
): Activities {
  const read = sessionReader(client, reading);
  const now = (session: string, findings?: Findings) =>
    read(session, findings, Context.current().cancellationSignal).catch(untilLater);
  return {
    'vultsecurity.openSession': openSession(client, webhookAddress),
    'vultsecurity.uploadDocuments': uploadDocuments(client),
    'vultsecurity.finalizeSession': finalizeSession(client),
    'vultsecurity.readVerdict': ({ session, findings }: { session: string; findings?: Findings }) =>
      now(session, findings),
    'vultsecurity.watchSession': ({ session, ...from }: WatchFrom & { session: string }) =>
      lookOnce('VultSecurity', from, () => now(session, from.findings)),
  };
}
