import { z } from 'zod';
import { operation } from '../../operation';
import * as answers from '../answers';
import * as fields from '../fields';

const { sessionId: session_id } = fields;

/** The steps of an authentication. It knows no consent: that has been taken elsewhere. */
export const idaSdkOperations = {
  updateIdaSdkMetadata: operation({
    name: 'updateIdaSdkMetadata',
    summary: 'Keep what is known of the device with an authentication session.',
    group: 'IDA SDK',
    method: 'POST',
    path: '/ida/sdk/metadata/update',
    body: 'json',
    request: z.strictObject({ session_id, sdk_metadata: fields.freeForm }),
    answer: 'json',
    response: answers.acknowledged,
    effect: 'idempotent',
  }),

  generateIdaLivenessSession: operation({
    name: 'generateIdaLivenessSession',
    summary: 'Open a face-liveness session of an authentication; only the newest token counts.',
    group: 'IDA SDK',
    method: 'POST',
    path: '/ida/sdk/liveness-session/generate',
    body: 'json',
    request: z.strictObject({ session_id, latitude: fields.latitude, longitude: fields.longitude }),
    answer: 'json',
    response: answers.livenessToken,
    effect: 'creates',
  }),

  processIdaLivenessSession: operation({
    name: 'processIdaLivenessSession',
    summary: 'Have the liveness session judged that the device has finished; a repeat may count as another attempt.',
    group: 'IDA SDK',
    method: 'POST',
    path: '/ida/sdk/liveness-session/process',
    body: 'json',
    files: { images: fields.imageTypes },
    request: z.strictObject({
      session_id,
      latitude: fields.latitude,
      longitude: fields.longitude,
      images: fields.livenessImages.optional(),
    }),
    answer: 'json',
    response: answers.livenessProcessed,
    effect: 'creates',
    timeout: 'transfer',
  }),

  finalizeIda: operation({
    name: 'finalizeIda',
    summary: 'End an authentication; read its outcome with readIdaSession.',
    group: 'IDA SDK',
    method: 'POST',
    path: '/ida/sdk/finalize',
    body: 'json',
    request: z.strictObject({ session_id }),
    answer: 'json',
    response: answers.acknowledged,
    effect: 'irreversible',
    timeout: 'slow',
  }),
};
