import { z } from 'zod';
import { documentOrNothing } from '../../document-ref';
import { operation } from '../../operation';
import * as answers from '../answers';
import * as fields from '../fields';

const { sessionId: session_id } = fields;
const byId = z.strictObject({ session_id });

/** Authentication: a known identity shows by liveness that it is the same person. */
export const idaOperations = {
  createIdaSession: operation({
    name: 'createIdaSession',
    summary: 'Open an authentication session for an identity. Put a key of your own into metadata.',
    group: 'IDA',
    method: 'POST',
    path: '/ida/session/create',
    body: 'json',
    request: z.strictObject({
      identity_id: fields.identityId,
      webhook_url: fields.webhookUrl.optional(),
      liveness_mode: fields.livenessMode.optional(),
      metadata: fields.metadata.optional(),
      settings: fields.freeForm.optional(),
    }),
    answer: 'json',
    response: answers.opened,
    effect: 'creates',
  }),

  readIdaSession: operation({
    name: 'readIdaSession',
    summary: 'Read an authentication session: authenticated is its outcome.',
    group: 'IDA',
    method: 'POST',
    path: '/ida/session/read',
    body: 'json',
    request: byId,
    answer: 'json',
    response: answers.idaSession,
    effect: 'read',
  }),

  readIdaSdkSession: operation({
    name: 'readIdaSdkSession',
    summary: 'Read an authentication session as the component on the device sees it.',
    group: 'IDA',
    method: 'POST',
    path: '/ida/sdk/session/read',
    body: 'json',
    request: byId,
    answer: 'json',
    response: answers.idaProgress,
    effect: 'read',
  }),

  listIdaSessions: operation({
    name: 'listIdaSessions',
    summary: 'Search authentication sessions, a page at a time.',
    group: 'IDA',
    method: 'POST',
    path: '/ida/session/list',
    body: 'json',
    request: z.strictObject({
      take: fields.take.optional(),
      skip: fields.skip.optional(),
      identity_id: fields.oneOrManyIdentities.optional(),
      client_id: fields.oneOrManyClients.optional(),
      user_id: fields.oneOrManyUsers.optional(),
      search_term: fields.searchTerm.optional(),
      verified: z.boolean().optional(),
      status: fields.sessionStatus.optional(),
      start_date: fields.day.optional(),
      end_date: fields.day.optional(),
      metadata: fields.metadata.optional(),
    }),
    answer: 'json',
    response: answers.sessionPage,
    effect: 'read',
  }),

  readIdaSessionLocation: operation({
    name: 'readIdaSessionLocation',
    summary: 'Read where a step of an authentication was made, by address and by device.',
    group: 'IDA',
    method: 'POST',
    path: '/ida/session-location/read',
    body: 'json',
    request: z.strictObject({ session_id, location_capture_type_e: fields.locationCapture }),
    answer: 'json',
    response: answers.sessionLocation,
    effect: 'read',
  }),

  downloadIdaDocument: operation({
    name: 'downloadIdaDocument',
    summary: 'Fetch the stored file of an authentication session, if there is one.',
    group: 'IDA',
    method: 'POST',
    path: '/ida/document/download',
    body: 'json',
    request: byId,
    answer: 'media',
    response: documentOrNothing,
    effect: 'read',
    timeout: 'transfer',
  }),

  deleteIdaSession: operation({
    name: 'deleteIdaSession',
    summary: 'Delete an authentication session; it cannot be anonymized.',
    group: 'IDA',
    method: 'POST',
    path: '/ida/session/delete',
    body: 'json',
    request: byId,
    answer: 'json',
    response: answers.acknowledged,
    effect: 'irreversible',
  }),
};
