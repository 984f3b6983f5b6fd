import { z } from 'zod';
import { documentRef } from '../../document-ref';
import { operation } from '../../operation';
import * as answers from '../answers';
import * as fields from '../fields';

const { actionId } = fields;

const actionReview = z.looseObject({
  // Required by the vendor's table, missing in its example.
  reviewStatus: answers.text,
  reviewResult: answers.object({ reviewAnswer: answers.text, rejectLabels: answers.texts }),
});

const image = z.looseObject({ imageId: answers.maybe(answers.imageId) });

const action = {
  id: answers.text,
  externalActionId: answers.text,
  createdAt: answers.text,
  applicantId: answers.text,
  type: answers.text,
  checks: answers.list(
    z.looseObject({
      answer: answers.text,
      checkType: answers.text,
      createdAt: answers.text,
      livenessInfo: answers.object({
        livenessData: answers.object({ sessionId: answers.text, images: answers.list(image) }),
        livenessResult: answers.object({
          answer: answers.text,
          glasses: answers.flag,
          retryReason: answers.count,
        }),
      }),
      faceMatchInfo: answers.object({ answer: answers.text }),
    }),
  ),
  images: answers.list(image),
};

export const actionOperations = {
  createApplicantAction: operation({
    name: 'createApplicantAction',
    summary: 'Create a separate check for an approved applicant. Whether a repeat is refused is not documented.',
    group: 'actions',
    method: 'POST',
    path: '/resources/applicantActions/-/forApplicant/{applicantId}',
    query: ['levelName'],
    body: 'json',
    request: z.strictObject({
      applicantId: fields.applicantId,
      levelName: fields.levelName,
      externalActionId: fields.externalActionId,
      questionnaires: fields.questionnaires.optional(),
      email: fields.email.optional(),
      phone: fields.phone.optional(),
    }),
    answer: 'json',
    response: z.looseObject({ ...action, id: z.string(), review: answers.maybe(actionReview) }),
    effect: 'creates',
    alreadyDone: { status: 409 },
  }),

  addActionImage: operation({
    name: 'addActionImage',
    summary: 'Upload a photo for an action; every call adds one more.',
    group: 'actions',
    method: 'POST',
    path: '/resources/applicantActions/{actionId}/images',
    body: 'multipart',
    request: z.strictObject({
      actionId,
      metadata: z.strictObject({ idDocType: fields.idDocType, country: fields.country }),
      document: documentRef,
    }),
    answer: 'json',
    response: z.looseObject({
      id: answers.text,
      addedDate: answers.text,
      creatorClientId: answers.text,
      imageHash: answers.text,
      imageFileName: answers.text,
      resizedImageId: answers.maybe(answers.imageId),
      mimeType: answers.text,
      sigHash: answers.text,
      imageId: answers.maybe(answers.imageId),
      fileSize: answers.count,
      actualResolution: answers.object({ width: answers.count, height: answers.count }),
      answer: answers.text,
      idDocDef: answers.object({ country: answers.text, idDocType: answers.text, idDocSubType: answers.text }),
      reviewResult: answers.anything,
      attemptId: answers.text,
    }),
    effect: 'creates',
    timeout: 'transfer',
  }),

  requestActionCheck: operation({
    name: 'requestActionCheck',
    summary: 'Ask IDnGO to start checking an action.',
    group: 'actions',
    method: 'POST',
    path: '/resources/applicantActions/{actionId}/review/status/pending',
    body: 'none',
    request: z.strictObject({ actionId }),
    answer: 'ignored',
    response: answers.unstated,
    effect: 'idempotent',
    alreadyDone: { errorCode: 3000 },
  }),

  getAction: operation({
    name: 'getAction',
    summary: 'Read an action: its review and its checks.',
    group: 'actions',
    method: 'GET',
    path: '/resources/applicantActions/{actionId}/one',
    body: 'none',
    request: z.strictObject({ actionId }),
    answer: 'json',
    response: z.looseObject({ ...action, review: actionReview }),
    effect: 'read',
  }),

  listApplicantActions: operation({
    name: 'listApplicantActions',
    summary: 'List the actions of an applicant, newest first.',
    group: 'actions',
    method: 'GET',
    path: '/resources/applicantActions/-;applicantId={applicantId}',
    query: ['limit', 'offset', 'order'],
    body: 'none',
    request: z.strictObject({
      applicantId: fields.applicantId,
      limit: z.int().min(1).max(1000).optional(),
      // Always sent: the vendor's table says that its default is 10, which would hide the first ten.
      offset: z.int().min(0).max(1_000_000).default(0),
      order: z.enum(['-createdAt', 'createdAt']).default('-createdAt'),
    }),
    answer: 'json',
    response: z.looseObject({
      list: answers.object({
        totalItems: answers.count,
        items: answers.list(z.looseObject({ ...action, review: answers.maybe(actionReview) })),
      }),
    }),
    effect: 'read',
  }),

  getActionImage: operation({
    name: 'getActionImage',
    summary: 'Fetch an image of an action.',
    group: 'actions',
    method: 'GET',
    path: '/resources/applicantActions/{actionId}/images/{imageId}',
    query: ['preview'],
    body: 'none',
    request: z.strictObject({ actionId, imageId: fields.imageId, preview: z.boolean().optional() }),
    answer: 'binary',
    response: documentRef,
    effect: 'read',
    timeout: 'transfer',
  }),
};
