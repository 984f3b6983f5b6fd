import { z } from 'zod';
import { archiveMembers, documentOrNothing } from '../../document-ref';
import { operation } from '../../operation';
import * as answers from '../answers';
import * as fields from '../fields';

/** Media of the widget host: the vendor shows a form for them, and bytes in the answer. */
const medium = {
  group: 'session-data',
  host: 'widget',
  method: 'POST',
  body: 'form',
  answer: 'media',
  response: documentOrNothing,
  effect: 'read',
  timeout: 'transfer',
} as const;

/** Reads of the other host. */
const read = { group: 'session-data', host: 'external', method: 'POST', body: 'json', effect: 'read' } as const;

const ofToken = z.strictObject({ session_token: fields.session });
const ofSession = z.strictObject({ sessionId: fields.session });

export const sessionDataOperations = {
  getCardFrontImage: operation({
    ...medium,
    name: 'getCardFrontImage',
    summary: 'Fetch the image of the front side of the identity document.',
    path: '/external-api/result/card-front/',
    request: ofToken,
  }),

  getCardBackImage: operation({
    ...medium,
    name: 'getCardBackImage',
    summary: 'Fetch the image of the back side of the identity document.',
    path: '/external-api/result/card-back/',
    request: ofToken,
  }),

  getPassportImage: operation({
    ...medium,
    name: 'getPassportImage',
    summary: "Fetch the image of the passport's photo page.",
    path: '/external-api/result/passport/',
    request: ofToken,
  }),

  getFaceImage: operation({
    ...medium,
    name: 'getFaceImage',
    summary: 'Fetch the image of the face captured in the session.',
    path: '/external-api/result/face/',
    request: ofToken,
  }),

  getFaceVideo: operation({
    ...medium,
    name: 'getFaceVideo',
    summary: 'Fetch the video of the liveness step.',
    path: '/external-api/result/face-video/',
    request: ofToken,
  }),

  getFaceDocumentImage: operation({
    ...medium,
    name: 'getFaceDocumentImage',
    summary: 'Fetch the image of the user who holds the document next to the face.',
    path: '/external-api/result/face-document/',
    request: ofToken,
  }),

  getGeneralDocument: operation({
    ...medium,
    name: 'getGeneralDocument',
    summary: 'Fetch a proof of address or another general document (image or PDF).',
    path: '/external-api/result/general-document/',
    body: 'json',
    request: z.strictObject({ session_token: fields.session, typeId: fields.documentTypeId }),
  }),

  getMainDocumentFacePhoto: operation({
    ...read,
    name: 'getMainDocumentFacePhoto',
    summary: 'Fetch the photo of the face that is printed on the main document.',
    path: '/get-session-main-document-face-photo',
    request: ofSession,
    answer: 'media',
    response: documentOrNothing,
    timeout: 'transfer',
  }),

  listSessionActivities: operation({
    ...read,
    name: 'listSessionActivities',
    summary: 'Read what the user did in a session: a hint that somebody was active, not a state.',
    path: '/list-session-activities',
    request: ofSession,
    answer: 'json',
    response: answers.activities,
  }),

  getSessionStatisticalSummary: operation({
    ...read,
    name: 'getSessionStatisticalSummary',
    summary: 'Read how long the steps of a session took and how often they were tried.',
    path: '/get-session-statistical-summary',
    request: ofSession,
    answer: 'json',
    response: answers.statistics,
  }),

  getVisualMarkers: operation({
    ...read,
    name: 'getVisualMarkers',
    summary: 'Fetch the visual markers of the document, unpacked from a tar archive.',
    path: '/get-visual-markers',
    request: ofSession,
    answer: 'archive',
    response: archiveMembers,
    timeout: 'transfer',
  }),

  getQuestionFile: operation({
    ...read,
    name: 'getQuestionFile',
    summary: 'Fetch a file that the user gave as the answer to a question, unpacked from a tar archive.',
    path: '/get-question-file',
    request: z.strictObject({
      sessionId: fields.session,
      stepKey: fields.key,
      questionKey: fields.key,
      fileIndex: fields.index.optional(),
    }),
    answer: 'archive',
    response: archiveMembers,
    timeout: 'transfer',
  }),
};
