import { z } from 'zod';
import { documentOrNothing } from '../../document-ref';
import { operation } from '../../operation';
import * as answers from '../answers';
import * as fields from '../fields';

export const sessionOperations = {
  beginSession: operation({
    name: 'beginSession',
    summary: 'Begin a session for one user and get its token; every call begins another one.',
    group: 'sessions',
    host: 'widget',
    method: 'POST',
    path: '/external-api/begin/',
    body: 'json',
    request: z.strictObject({
      parent_session_id: fields.session.optional(),
      config_id: fields.configId.optional(),
      flags: fields.flags.optional(),
      steps: fields.steps.optional(),
    }),
    answer: 'json',
    response: answers.sessionToken,
    effect: 'creates',
  }),

  getResult: operation({
    name: 'getResult',
    summary: 'Read the result of a session. The source of truth for a decision.',
    group: 'sessions',
    host: 'widget',
    method: 'POST',
    path: '/external-api/result/',
    body: 'json',
    request: z.strictObject({ session_token: fields.session }),
    answer: 'json',
    response: answers.result,
    effect: 'read',
  }),

  deleteSession: operation({
    name: 'deleteSession',
    summary: 'Delete the data of a session for good.',
    group: 'sessions',
    host: 'widget',
    method: 'POST',
    path: '/external-api/delete/',
    body: 'json',
    request: z.strictObject({ session_token: fields.session }),
    answer: 'json',
    response: answers.done,
    effect: 'irreversible',
    // After a lost answer the repeat is told so; whoever knows that the session existed may take it for done.
    alreadyDone: { errorCode: 'session-not-found' },
  }),

  exportSessionAsPdf: operation({
    name: 'exportSessionAsPdf',
    summary: 'Generate and fetch the report of a session (PDF).',
    group: 'sessions',
    host: 'external',
    method: 'POST',
    path: '/export-session-as-pdf',
    body: 'json',
    request: z
      .strictObject({
        sessionId: fields.session,
        exportSession: z.boolean().optional(),
        exportScreening: z.boolean().optional(),
        exportProofOfAddress: z.boolean().optional(),
      })
      .refine((chosen) => chosen.exportSession || chosen.exportScreening || chosen.exportProofOfAddress, {
        error: 'at least one of exportSession, exportScreening and exportProofOfAddress must be true',
      }),
    answer: 'media',
    response: documentOrNothing,
    effect: 'read',
    timeout: 'slow',
  }),
};
