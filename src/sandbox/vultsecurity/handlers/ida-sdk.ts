import type { Call } from '../../gateway';
import { authenticationOf } from '../found';
import { done, fieldsOf, json, objectOf } from '../requests';
import { assertOpen, repeated } from '../steps';
import { idaSdkView } from '../views';
import type { World } from '../world';
import { livenessHandlers } from './liveness';

export const idaSdkHandlers = (world: World) => {
  const openSession = (id: unknown) => {
    const session = authenticationOf(world, id);
    assertOpen(session);
    return session;
  };
  const liveness = livenessHandlers(world, openSession);

  return {
    updateIdaSdkMetadata: (call: Call) => {
      const { session_id, sdk_metadata } = fieldsOf(call);
      const session = openSession(session_id);
      const again = JSON.stringify(session.sdkMetadata) === JSON.stringify(sdk_metadata);
      session.sdkMetadata = objectOf(sdk_metadata);
      return done(repeated('sdk-metadata-set', again));
    },

    generateIdaLivenessSession: liveness.generate,

    processIdaLivenessSession: liveness.process,

    /** Answers nothing, unlike the finalization of a verification: the outcome is read (vendor). */
    finalizeIda: (call: Call) => {
      world.lifeCycle.finalize(openSession(fieldsOf(call)['session_id']));
      return done('authentication-finalized');
    },

    readIdaSdkSession: (call: Call) => {
      const session = authenticationOf(world, fieldsOf(call)['session_id']);
      return json(200, idaSdkView(session, world.identities.find(session.identityId)));
    },
  };
};
