import { z } from 'zod';
import { documentRef } from '../../document-ref';
import { operation } from '../../operation';
import * as answers from '../answers';

/** One JPEG in, whatever could be read of it out. No session is made or changed and nothing is decided; a call may cost money. */
const reading = {
  group: 'image-processing',
  host: 'widget',
  method: 'POST',
  body: 'form',
  request: z.strictObject({ image: documentRef }),
  files: { image: ['image/jpeg'] },
  answer: 'json',
  response: answers.readDocument,
  effect: 'read',
  timeout: 'transfer',
} as const;

export const imageProcessingOperations = {
  processCardFront: operation({
    ...reading,
    name: 'processCardFront',
    summary: 'Read the text of the front side of an identity card.',
    path: '/external-api/card/front/',
  }),

  processCardBack: operation({
    ...reading,
    name: 'processCardBack',
    summary: 'Read the text of the back side of an identity card.',
    path: '/external-api/card/back/',
  }),

  processLicenseFront: operation({
    ...reading,
    name: 'processLicenseFront',
    summary: 'Read the text of the front side of a driving licence.',
    path: '/external-api/license/front/',
  }),

  processLicenseBack: operation({
    ...reading,
    name: 'processLicenseBack',
    summary: 'Read the text of the back side of a driving licence.',
    path: '/external-api/license/back/',
  }),

  processResidenceFront: operation({
    ...reading,
    name: 'processResidenceFront',
    summary: 'Read the text of the front side of a residence permit.',
    path: '/external-api/residence/front/',
  }),

  processResidenceBack: operation({
    ...reading,
    name: 'processResidenceBack',
    summary: 'Read the text of the back side of a residence permit.',
    path: '/external-api/residence/back/',
  }),

  processPassport: operation({
    ...reading,
    name: 'processPassport',
    summary: "Read the text of a passport's photo page, by eye and by its machine-readable zone.",
    path: '/external-api/passport/',
    response: answers.readPassport,
  }),
};
