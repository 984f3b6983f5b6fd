import { z } from 'zod';
import { flag } from '../../lenient';
import { operation } from '../../operation';
import * as answers from '../answers';
import * as fields from '../fields';

const { sessionId: session_id } = fields;

/** The steps of a verification: made by the vendor's component on the device, or by a server in its place. Consent comes first. */
export const idvSdkOperations = {
  updateIdvSdkMetadata: operation({
    name: 'updateIdvSdkMetadata',
    summary: 'Keep what is known of the device with a verification session.',
    group: 'IDV SDK',
    method: 'POST',
    path: '/idv/sdk/metadata/update',
    body: 'json',
    request: z.strictObject({ session_id, sdk_metadata: fields.freeForm }),
    answer: 'json',
    response: answers.acknowledged,
    effect: 'idempotent',
  }),

  generateIdvLivenessSession: operation({
    name: 'generateIdvLivenessSession',
    summary: 'Open a face-liveness session of a verification; only the newest token counts.',
    group: 'IDV SDK',
    method: 'POST',
    path: '/idv/sdk/liveness-session/generate',
    body: 'json',
    request: z.strictObject({ session_id, latitude: fields.latitude, longitude: fields.longitude }),
    answer: 'json',
    response: answers.livenessToken,
    effect: 'creates',
  }),

  processIdvLivenessSession: operation({
    name: 'processIdvLivenessSession',
    summary: 'Have the liveness session judged that the device has finished; a repeat may count as another attempt.',
    group: 'IDV SDK',
    method: 'POST',
    path: '/idv/sdk/liveness-session/process',
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

  readIdvSdkSession: operation({
    name: 'readIdvSdkSession',
    summary: 'Read which steps of a verification are done. The check before a step is repeated; holds no verdict.',
    group: 'IDV SDK',
    method: 'POST',
    path: '/idv/sdk/session/read',
    body: 'json',
    request: z.strictObject({ session_id }),
    answer: 'json',
    response: answers.idvProgress,
    effect: 'read',
  }),

  addIdentityConsent: operation({
    name: 'addIdentityConsent',
    summary: "Record the person's consent: without it every later step fails.",
    group: 'IDV SDK',
    method: 'POST',
    path: '/idv/sdk/identity-consent/add',
    body: 'json',
    request: z.strictObject({ session_id, consented: z.boolean() }),
    answer: 'json',
    response: answers.acknowledged,
    effect: 'idempotent',
  }),

  updateDocumentType: operation({
    name: 'updateDocumentType',
    summary: 'Say which document the person will present.',
    group: 'IDV SDK',
    method: 'POST',
    path: '/idv/sdk/document-type/update',
    body: 'json',
    request: z.strictObject({ session_id, document_type_e: fields.documentType }),
    answer: 'json',
    response: answers.acknowledged,
    effect: 'idempotent',
  }),

  addDocumentFrontImage: operation({
    name: 'addDocumentFrontImage',
    summary: 'Upload the front of the document.',
    group: 'IDV SDK',
    method: 'POST',
    path: '/idv/sdk/document-front-image/add',
    body: 'form',
    files: { image: fields.imageTypes },
    request: z.strictObject({
      session_id,
      latitude: fields.latitudeText,
      longitude: fields.longitudeText,
      image: fields.image,
    }),
    answer: 'json',
    response: answers.acknowledged,
    effect: 'natural-key',
    timeout: 'transfer',
  }),

  addDocumentBackImage: operation({
    name: 'addDocumentBackImage',
    summary: 'Upload the back of the document; a passport has none.',
    group: 'IDV SDK',
    method: 'POST',
    path: '/idv/sdk/document-back-image/add',
    body: 'form',
    files: { image: fields.imageTypes },
    request: z.strictObject({
      session_id,
      latitude: fields.latitudeText,
      longitude: fields.longitudeText,
      image: fields.image,
    }),
    answer: 'json',
    response: answers.acknowledged,
    effect: 'natural-key',
    timeout: 'transfer',
  }),

  finalizeIdv: operation({
    name: 'finalizeIdv',
    summary: 'End a verification. Its answer is the only one that says on_sanction_list.',
    group: 'IDV SDK',
    method: 'POST',
    path: '/idv/sdk/finalize',
    body: 'json',
    request: z.strictObject({ session_id, settings: fields.freeForm.optional() }),
    answer: 'json',
    response: z.looseObject({ verified: flag, on_sanction_list: flag }),
    effect: 'irreversible',
    timeout: 'slow',
  }),
};
