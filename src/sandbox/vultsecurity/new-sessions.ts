import { objectOf, textOf } from './requests';
import { note, type IdvSession, type Json } from './sessions';
import type { World } from './world';

/** What a fresh session of either kind has. */
export function newSession({ ids, now, credentials, weights }: World, fields: Json, key: string | undefined) {
  const id = ids.uuid();
  return {
    id,
    key: key ?? id,
    createdAt: now(),
    userId: 'synthetic-user',
    clientId: credentials.sdkClientId,
    weightsId: weights.of({}).id,
    metadata: objectOf(fields['metadata']),
    settings: objectOf(fields['settings']),
    webhookUrl: textOf(fields['webhook_url']),
    status: 'in_progress',
    sdkMetadata: {},
    openLiveness: 0,
    livenessSteps: [],
    places: {},
    history: [],
  };
}

/** Takes the person out and leaves outcome, times and the caller's own metadata (assumed). */
export function anonymizeSession({ now }: World, session: IdvSession): void {
  session.anonymized = true;
  session.person = undefined;
  session.selfie = undefined;
  session.sdkMetadata = {};
  session.livenessSteps.length = 0;
  for (const side of ['front', 'back'] as const) delete session.images[side];
  for (const step of ['front', 'back', 'selfie'] as const) delete session.places[step];
  note(session, now(), 'anonymized');
}
