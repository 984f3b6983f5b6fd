import { z } from 'zod';
import { documentRef } from '../../document-ref';
import { operation } from '../../operation';
import * as answers from '../answers';
import * as fields from '../fields';
import { requiredIdDocsStatus } from '../tolerance';

export const documentOperations = {
  addIdDocument: operation({
    name: 'addIdDocument',
    summary: 'Upload one image or file of a document; every call adds one more.',
    group: 'documents',
    method: 'POST',
    path: '/resources/applicants/{applicantId}/info/idDoc',
    body: 'multipart',
    request: z.strictObject({
      applicantId: fields.applicantId,
      metadata: fields.addedDocument,
      document: documentRef,
    }),
    answer: 'json',
    response: z.looseObject({
      idDocType: answers.text,
      country: answers.text,
      idDocSubType: answers.text,
      // Make the image inactive: another one is needed.
      errors: answers.texts,
      // Do not block.
      warnings: answers.texts,
      imageId: answers.text,
    }),
    responseHeaders: { imageId: 'x-image-id' },
    effect: 'creates',
    timeout: 'transfer',
  }),

  getRequiredIdDocsStatus: operation({
    name: 'getRequiredIdDocsStatus',
    summary: 'Read which steps and images have problems, so that only these are asked again.',
    group: 'documents',
    method: 'GET',
    path: '/resources/applicants/{applicantId}/requiredIdDocsStatus',
    body: 'none',
    request: z.strictObject({ applicantId: fields.applicantId }),
    answer: 'json',
    response: requiredIdDocsStatus,
    effect: 'read',
  }),

  getInspectionImage: operation({
    name: 'getInspectionImage',
    summary: 'Fetch a document image.',
    group: 'documents',
    method: 'GET',
    path: '/resources/inspections/{inspectionId}/resources/{imageId}',
    body: 'none',
    // Newer installations name the applicant in this path instead (`documentImagePath`): give the id that the configured path names.
    request: z.strictObject({
      inspectionId: fields.inspectionId.optional(),
      applicantId: fields.applicantId.optional(),
      imageId: fields.imageId,
    }),
    answer: 'binary',
    response: documentRef,
    effect: 'read',
    timeout: 'transfer',
  }),
};
