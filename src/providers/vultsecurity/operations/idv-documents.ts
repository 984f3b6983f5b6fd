import { z } from 'zod';
import { documentOrNothing } from '../../document-ref';
import { operation } from '../../operation';
import * as answers from '../answers';
import * as fields from '../fields';

const { sessionId: session_id } = fields;

export const idvDocumentOperations = {
  readDocument: operation({
    name: 'readDocument',
    summary: 'Read the data of the document that a verification session holds.',
    group: 'IDV',
    method: 'POST',
    path: '/idv/document/read',
    body: 'json',
    request: z.strictObject({ session_id }),
    answer: 'json',
    response: answers.sessionDocument,
    effect: 'read',
  }),

  listDocuments: operation({
    name: 'listDocuments',
    summary: 'List the documents of a verification session, a page at a time.',
    group: 'IDV',
    method: 'POST',
    path: '/idv/document/list',
    body: 'json',
    request: z.strictObject({ take: fields.take.optional(), skip: fields.skip.optional(), session_id }),
    answer: 'json',
    response: answers.documentPage,
    effect: 'read',
  }),

  downloadDocument: operation({
    name: 'downloadDocument',
    summary: 'Fetch one stored image of a verification session, if there is one.',
    group: 'IDV',
    method: 'POST',
    path: '/idv/document/download',
    body: 'json',
    request: z.strictObject({ session_id, storage_file_type_e: fields.storedFile }),
    answer: 'media',
    response: documentOrNothing,
    effect: 'read',
    timeout: 'transfer',
  }),
};
