import { z } from 'zod';
import { documentOrNothing } from '../../document-ref';
import { flag } from '../../lenient';
import { operation } from '../../operation';
import * as answers from '../answers';
import * as fields from '../fields';

const { identityId: identity_id } = fields;

export const identityOperations = {
  listIdentities: operation({
    name: 'listIdentities',
    summary: 'Search identities, a page at a time.',
    group: 'Identity',
    method: 'POST',
    path: '/identity/list',
    body: 'json',
    request: z.strictObject({
      client_id: fields.oneOrManyClients.optional(),
      user_id: fields.oneOrManyUsers.optional(),
      search_term: fields.searchTerm.optional(),
      take: fields.take.optional(),
      skip: fields.skip.optional(),
      start_date: fields.moment.optional(),
      end_date: fields.moment.optional(),
      metadata: fields.metadata.optional(),
    }),
    answer: 'json',
    response: answers.identityPage,
    effect: 'read',
  }),

  readIdentities: operation({
    name: 'readIdentities',
    summary: 'Read one or several identities, by id or by metadata.',
    group: 'Identity',
    method: 'POST',
    path: '/identity/read',
    body: 'json',
    request: z.strictObject({
      identity_id: fields.oneOrManyIdentities.optional(),
      identity_ids: fields.identityIds.optional(),
      metadata: fields.metadata.optional(),
    }),
    answer: 'json',
    response: answers.identities,
    effect: 'read',
  }),

  getIdentityStatus: operation({
    name: 'getIdentityStatus',
    summary: 'See whether an identity counts as verified: a hint, not the decision on record.',
    group: 'Identity',
    method: 'POST',
    path: '/identity/status/read',
    body: 'json',
    request: z.strictObject({ identity_id }),
    answer: 'json',
    response: z.looseObject({ verified: flag }),
    effect: 'read',
  }),

  readIdentityDocument: operation({
    name: 'readIdentityDocument',
    summary: 'Read the data of a completed document of an identity.',
    group: 'Identity',
    method: 'POST',
    path: '/identity/document/read',
    body: 'json',
    request: z.strictObject({ identity_id, document_type_e: fields.documentType }),
    answer: 'json',
    response: answers.identityDocument,
    effect: 'read',
  }),

  readIdentityImage: operation({
    name: 'readIdentityImage',
    summary: 'Fetch one stored image of an identity, if there is one.',
    group: 'Identity',
    method: 'POST',
    path: '/identity/image/read',
    body: 'json',
    request: z.strictObject({ identity_id, storage_file_type_e: fields.storedFile }),
    answer: 'media',
    response: documentOrNothing,
    effect: 'read',
    timeout: 'transfer',
  }),

  anonymizeIdentity: operation({
    name: 'anonymizeIdentity',
    summary: "Remove the person's data from an identity; list its sessions first, the link may be gone afterwards.",
    group: 'Identity',
    method: 'POST',
    path: '/identity/anonymize',
    body: 'json',
    request: z.strictObject({ identity_id }),
    answer: 'json',
    response: answers.acknowledged,
    effect: 'irreversible',
  }),
};
