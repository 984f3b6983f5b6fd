import { Context } from '@temporalio/activity';
import type { WatchFrom } from '../../workflows/providers/contract';
import type { Activities } from '../dependencies';
import { lookOnce } from '../look';
import { untilLater } from '../until-later';
import type { LevelReader } from '../dependencies';
import type { IdentomatClient, IdentomatSettings } from './client';
import { sessionConfigurations } from './configurations';
import { openSession } from './open-session';
import { sessionReader } from './verdict';

/** What Identomat needs beyond one activity a row: several calls that make one step, and answers that must not enter a history. */
export function identomatActivities(client: IdentomatClient, settings: IdentomatSettings): Activities {
  const read = sessionReader(client, settings.reading);
  const now = (session: string) => read(session, Context.current().cancellationSignal).catch(untilLater);
  return {
    'identomat.openSession': openSession(client, sessionConfigurations(client), read, settings),
    'identomat.readVerdict': ({ session }: { session: string }) => now(session),
    'identomat.watchSession': ({ session, ...from }: WatchFrom & { session: string }) =>
      lookOnce('Identomat', from, () => now(session)),
  };
}

/** What a session configuration asks for. */
export function identomatLevels(client: IdentomatClient): LevelReader {
  const configurationOf = sessionConfigurations(client);
  return async ({ level }) => (await configurationOf(level)).requirements;
}
