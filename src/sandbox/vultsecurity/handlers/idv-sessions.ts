import type { Call } from '../../gateway';
import { documentTypes } from '../document-types';
import { download, storedFile } from '../downloads';
import { keyIn, verificationOf } from '../found';
import { countsView, filterOf, oneOf, page } from '../lists';
import { badRequest } from '../refusals';
import { done, fieldsOf, json } from '../requests';
import { anonymizeSession, newSession } from '../new-sessions';
import { sessionTestsView } from '../session-tests';
import { repeated } from '../steps';
import { documentView, idvView, listedSession, locationView } from '../views';
import type { World } from '../world';
import { placeOf } from './places';

export const idvSessionHandlers = (world: World) => {
  const named = (call: Call) => verificationOf(world, fieldsOf(call)['session_id']);

  return {
    createIdvSession: (call: Call) => {
      const fields = fieldsOf(call);
      const common = newSession(world, fields, keyIn(fields['metadata']));
      const again = world.verifications.of(common.key).some(({ status }) => status === 'in_progress');
      const session = world.verifications.add({
        ...common,
        kind: 'idv',
        consented: false,
        documentType: documentTypes[0],
        images: {},
        anonymized: false,
      });
      return json(
        200,
        { session_id: session.id },
        { effect: repeated('session-created', again), externalUserId: session.key },
      );
    },

    readIdvSession: (call: Call) => json(200, idvView(named(call))),

    listIdvSessions: (call: Call) => {
      const fields = fieldsOf(call);
      const fits = filterOf(fields);
      const sessions = world.verifications.newestFirst();
      sessions.forEach((session) => world.lifeCycle.expire(session));
      const found = sessions.filter(
        (session) =>
          fits(session) && oneOf(fields['identity_id'], session.identityId) && oneOf(fields['status'], session.status),
      );
      const listed = page(found, fields, world.mostTaken).map(listedSession);
      return json(200, { sessions: listed, meta_counts: countsView(found.length, listed.length) });
    },

    readIdvSessionLocation: (call: Call) => json(200, locationView(placeOf(named(call), fieldsOf(call)))),

    readSessionTests: (call: Call) => json(200, sessionTestsView(named(call))),

    readDocument: (call: Call) => json(200, documentView(named(call))),

    listDocuments: (call: Call) => {
      const session = named(call);
      const found = session.person ? [documentView(session)] : [];
      const documents = page(found, fieldsOf(call), world.mostTaken);
      return json(200, { documents, meta_counts: countsView(found.length, documents.length) });
    },

    downloadDocument: (call: Call) => {
      const { storage_file_type_e } = fieldsOf(call);
      return download(storedFile(named(call), String(storage_file_type_e)), world.downloadForm);
    },

    anonymizeIdvSession: (call: Call) => {
      const session = named(call);
      if (session.anonymized) throw badRequest('The session was anonymized before');
      anonymizeSession(world, session);
      return done('session-anonymized');
    },

    deleteIdvSession: (call: Call) => {
      const session = named(call);
      world.verifications.remove(session);
      world.lifeCycle.forget(session);
      return done('session-deleted');
    },
  };
};
