import { z } from 'zod';
import { documentRef } from '../../document-ref';
import { operation } from '../../operation';
import * as answers from '../answers';
import * as fields from '../fields';
import { similarApplicants } from '../tolerance';

const { applicantId } = fields;
const checks = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.looseObject({ checks: answers.list(z.looseObject(shape)) });

/** Three checks share one route and differ in a constant. */
const latestCheck = { method: 'GET', path: '/resources/checks/latest', body: 'none', answer: 'json' } as const;

export const checkOperations = {
  getSimilarSearchCheck: operation({
    ...latestCheck,
    name: 'getSimilarSearchCheck',
    summary: 'Read the latest duplicate check: applicants with similar data or face.',
    group: 'checks',
    constants: { type: 'SIMILAR_SEARCH' },
    query: ['applicantId'],
    request: z.strictObject({ applicantId }),
    response: checks({
      answer: answers.text,
      createdAt: answers.text,
      similarSearchInfo: answers.object({
        answer: answers.text,
        duplicateApplicantHits: answers.list(
          z.looseObject({ applicantId: answers.text, matchedFields: answers.texts, types: answers.texts }),
        ),
      }),
    }),
    effect: 'read',
  }),

  getTinCheck: operation({
    ...latestCheck,
    name: 'getTinCheck',
    summary: 'Read the latest check of the taxpayer number.',
    group: 'checks',
    constants: { type: 'TIN' },
    query: ['applicantId'],
    request: z.strictObject({ applicantId }),
    response: checks({
      answer: answers.text,
      createdAt: answers.text,
      extractedDoc: answers.object({ addresses: answers.addresses }),
    }),
    effect: 'read',
  }),

  getFaceLivenessCheck: operation({
    ...latestCheck,
    name: 'getFaceLivenessCheck',
    summary: 'Read the latest face liveness check.',
    group: 'checks',
    constants: { type: 'FACE_LIVELINESS' }, // sic: the vendor's spelling
    query: ['applicantId'],
    request: z.strictObject({ applicantId }),
    response: checks({
      answer: answers.text,
      id: answers.text,
      createdAt: answers.text,
      checkType: answers.text,
    }),
    effect: 'read',
  }),

  getLivenessVideo: operation({
    name: 'getLivenessVideo',
    summary: 'Fetch the video of a face liveness check. Refused when one frame or fewer was captured.',
    group: 'checks',
    method: 'GET',
    path: '/resources/applicants/{applicantId}/info/facemap/video',
    query: ['checkId'],
    body: 'none',
    request: z.strictObject({ applicantId, checkId: fields.checkId }),
    answer: 'binary',
    response: documentRef,
    effect: 'read',
    timeout: 'transfer',
  }),

  findSimilarByTextAndFace: operation({
    name: 'findSimilarByTextAndFace',
    summary: 'Search for applicants with similar data or a similar face.',
    group: 'checks',
    method: 'GET',
    path: '/resources/applicants/{applicantId}/similar/byTextAndFace',
    body: 'none',
    request: z.strictObject({ applicantId }),
    answer: 'json',
    response: similarApplicants,
    effect: 'read',
    limit: { queue: 'similar-by-text-and-face', requests: 7, perSeconds: 10 },
    timeout: 'slow',
  }),

  findSimilarByText: operation({
    name: 'findSimilarByText',
    summary: 'Search for applicants with similar data.',
    group: 'checks',
    method: 'GET',
    path: '/resources/applicants/{applicantId}/similar/byText',
    body: 'none',
    request: z.strictObject({ applicantId }),
    answer: 'json',
    response: similarApplicants,
    effect: 'read',
    limit: { queue: 'similar-by-text', requests: 10, perSeconds: 10 },
    timeout: 'slow',
  }),
};
