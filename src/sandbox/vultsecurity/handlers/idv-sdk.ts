import type { Answer, Call } from '../../gateway';
import type { DocumentType, Side } from '../document-types';
import { verificationOf } from '../found';
import { done, fieldsOf, json, objectOf, readUpload } from '../requests';
import type { IdvSession, Json } from '../sessions';
import { addImage, assertConsented, assertOpen, chooseDocument, consent, repeated } from '../steps';
import { idvSdkView } from '../views';
import type { World } from '../world';
import { livenessHandlers } from './liveness';

/** The steps of a verification. All but consent fail without consent (vendor); reading does not (assumed). */
export const idvSdkHandlers = (world: World) => {
  const openSession = (id: unknown): IdvSession => {
    const session = verificationOf(world, id);
    assertOpen(session);
    return session;
  };
  const consentedSession = (id: unknown): IdvSession => {
    const session = openSession(id);
    assertConsented(session);
    return session;
  };
  const step = (take: (session: IdvSession, fields: Json) => Answer) => (call: Call) => {
    const fields = fieldsOf(call);
    return take(consentedSession(fields['session_id']), fields);
  };
  const upload = (side: Side) => (call: Call) => {
    const { sessionId, image, latitude, longitude } = readUpload(call, world.maxFileBytes);
    const session = consentedSession(sessionId);
    const place = { latitude: Number(latitude), longitude: Number(longitude) };
    return done(image && addImage(world, session, side, image, place));
  };
  const liveness = livenessHandlers(world, consentedSession);

  return {
    addIdentityConsent: (call: Call) => {
      const { session_id, consented } = fieldsOf(call);
      return done(consent(world, openSession(session_id), consented === true));
    },

    updateIdvSdkMetadata: step((session, { sdk_metadata }) => {
      const again = JSON.stringify(session.sdkMetadata) === JSON.stringify(sdk_metadata);
      session.sdkMetadata = objectOf(sdk_metadata);
      return done(repeated('sdk-metadata-set', again));
    }),

    updateDocumentType: step((session, { document_type_e }) =>
      done(chooseDocument(world, session, document_type_e as DocumentType)),
    ),

    addDocumentFrontImage: upload('front'),

    addDocumentBackImage: upload('back'),

    generateIdvLivenessSession: liveness.generate,

    processIdvLivenessSession: liveness.process,

    /** The only place that ever says `on_sanction_list`. */
    finalizeIdv: step((session) => {
      world.lifeCycle.finalize(session);
      const { verified = null, onSanctionList = null } = session.verdict ?? {};
      return json(200, { verified, on_sanction_list: onSanctionList }, { effect: 'finalized' });
    }),

    readIdvSdkSession: (call: Call) => json(200, idvSdkView(verificationOf(world, fieldsOf(call)['session_id']))),
  };
};
