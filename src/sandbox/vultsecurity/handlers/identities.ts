import type { Call } from '../../gateway';
import { download, storedFile } from '../downloads';
import { identityOf } from '../found';
import { anonymize } from '../identities';
import { countsView, filterOf, page, strings } from '../lists';
import { badRequest, unknown } from '../refusals';
import { done, fieldsOf, json } from '../requests';
import { identityDocumentView, identityView } from '../views';
import type { World } from '../world';

export const identityHandlers = (world: World) => {
  const named = (call: Call) => identityOf(world, fieldsOf(call)['identity_id']);

  return {
    listIdentities: (call: Call) => {
      const fields = fieldsOf(call);
      const found = world.identities.newestFirst().filter(filterOf(fields));
      const identities = page(found, fields, world.mostTaken).map(identityView);
      return json(200, { identities, meta_counts: countsView(found.length, identities.length) });
    },

    /** One by its id has its fields at the top; everything else is a list. The vendor's sample shows both at once. */
    readIdentities: (call: Call) => {
      const { identity_id, identity_ids, metadata } = fieldsOf(call);
      if (typeof identity_id === 'string' && identity_ids === undefined)
        return json(200, identityView(identityOf(world, identity_id)));
      const wanted = [...strings(identity_id), ...strings(identity_ids)];
      if (wanted.length === 0 && metadata === undefined) throw badRequest('Give identity_id, identity_ids or metadata');
      const fits = filterOf({ metadata });
      const found = world.identities
        .newestFirst()
        .filter((identity) => (wanted.length === 0 || wanted.includes(identity.id)) && fits(identity));
      return json(200, { identities: found.slice(0, world.mostTaken).map(identityView) });
    },

    getIdentityStatus: (call: Call) => json(200, { verified: named(call).verdict.verified }),

    readIdentityDocument: (call: Call) => {
      const identity = named(call);
      if (fieldsOf(call)['document_type_e'] !== identity.documentType) throw unknown('A document of this type');
      return json(200, identityDocumentView(identity));
    },

    readIdentityImage: (call: Call) => {
      const { storage_file_type_e } = fieldsOf(call);
      return download(storedFile(named(call), String(storage_file_type_e)), world.downloadForm);
    },

    /** Its sessions stay as they are: whether anything cascades is not documented. */
    anonymizeIdentity: (call: Call) => {
      const identity = named(call);
      if (identity.anonymized) throw badRequest('The identity was anonymized before');
      anonymize(identity);
      return done('identity-anonymized');
    },
  };
};
