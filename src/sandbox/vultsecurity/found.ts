import type { Call } from '../gateway';
import type { Identity } from './identities';
import { unknown } from './refusals';
import { jsonBody, textOf, uploadedSessionId } from './requests';
import type { IdaSession, IdvSession, Json, Session, SessionRegister } from './sessions';
import type { World } from './world';

/** Whom and what a call names, or the refusal that says that there is no such thing. */

export const verificationOf = (world: World, id: unknown): IdvSession => sessionOf(world, world.verifications, id);

export const authenticationOf = (world: World, id: unknown): IdaSession => sessionOf(world, world.authentications, id);

export function identityOf({ identities }: World, id: unknown): Identity {
  const identity = identities.find(textOf(id) ?? '');
  if (!identity) throw unknown('The identity');
  return identity;
}

function sessionOf<Kind extends Session>({ lifeCycle }: World, register: SessionRegister<Kind>, id: unknown): Kind {
  const session = register.find(textOf(id) ?? '');
  if (!session) throw unknown('The session');
  lifeCycle.expire(session);
  return session;
}

/**
 * The caller's own key in `metadata`: what stands before the first `/` of `kycKey`, so that the attempts of one case, `user-42/1` and
 * `user-42/2`, are of one person.
 */
export function keyIn(metadata: unknown): string | undefined {
  const key = (metadata as Json | undefined)?.['kycKey'];
  return typeof key === 'string' && key !== '' ? key.split('/')[0] : undefined;
}

/** Whom a call is about, for faults and records; undefined for administration and for what nobody knows. */
export function whomACallIsAbout(world: World, call: Call): string | undefined {
  const fields = call.headers['content-type']?.startsWith('multipart/')
    ? { session_id: uploadedSessionId(call) }
    : readable(call);
  const named = (register: { find(id: string): { key: string } | undefined }, id: unknown) =>
    register.find(textOf(id) ?? '')?.key;
  if (call.operation === 'createIdvSession' || call.operation === 'createIdaSession')
    return keyIn(fields['metadata']) ?? named(world.identities, fields['identity_id']);
  return (
    named(world.verifications, fields['session_id']) ??
    named(world.authentications, fields['session_id']) ??
    named(world.identities, fields['identity_id'])
  );
}

function readable({ body }: Call): Json {
  try {
    return jsonBody(body);
  } catch {
    return {}; // the handler says what is wrong with it
  }
}
