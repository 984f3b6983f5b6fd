import type { Call } from '../../gateway';
import { download } from '../downloads';
import { authenticationOf, identityOf, keyIn } from '../found';
import { countsView, filterOf, oneOf, page } from '../lists';
import { newSession } from '../new-sessions';
import { badRequest } from '../refusals';
import { done, fieldsOf, json } from '../requests';
import { repeated } from '../steps';
import { idaView, listedSession, locationView } from '../views';
import type { World } from '../world';
import { placeOf } from './places';

/** Authentications: a known identity shows by liveness that it is the same person. There is no consent here. */
export const idaHandlers = (world: World) => {
  const named = (call: Call) => authenticationOf(world, fieldsOf(call)['session_id']);

  return {
    createIdaSession: (call: Call) => {
      const fields = fieldsOf(call);
      const identity = identityOf(world, fields['identity_id']);
      if (identity.anonymized) throw badRequest('The identity was anonymized');
      const common = newSession(world, fields, keyIn(fields['metadata']) ?? identity.key);
      const again = world.authentications.of(common.key).some(({ status }) => status === 'in_progress');
      const session = world.authentications.add({ ...common, kind: 'ida', identityId: identity.id });
      return json(200, { session_id: session.id }, { effect: repeated('authentication-created', again) });
    },

    readIdaSession: (call: Call) => {
      const session = named(call);
      return json(200, idaView(session, world.identities.find(session.identityId)));
    },

    listIdaSessions: (call: Call) => {
      const fields = fieldsOf(call);
      const fits = filterOf(fields);
      const sessions = world.authentications.newestFirst();
      sessions.forEach((session) => world.lifeCycle.expire(session));
      const found = sessions.filter(
        (session) =>
          fits({ ...session, person: world.identities.find(session.identityId)?.person }) &&
          oneOf(fields['identity_id'], session.identityId) &&
          oneOf(fields['status'], session.status) &&
          // Assumed to mean `authenticated`, which is what these sessions carry.
          [undefined, session.verdict?.verified ?? false].includes(fields['verified'] as boolean | undefined),
      );
      const listed = page(found, fields, world.mostTaken).map(listedSession);
      return json(200, { sessions: listed, meta_counts: countsView(found.length, listed.length) });
    },

    readIdaSessionLocation: (call: Call) => json(200, locationView(placeOf(named(call), fieldsOf(call)))),

    /** Takes no file type; the selfie is all there is (assumed). */
    downloadIdaDocument: (call: Call) => download(named(call).selfie, world.downloadForm),

    deleteIdaSession: (call: Call) => {
      const session = named(call);
      world.authentications.remove(session);
      world.lifeCycle.forget(session);
      return done('authentication-deleted');
    },
  };
};
