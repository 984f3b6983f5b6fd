import { z } from 'zod';
import { documentRef } from '../../document-ref';
import { maybe, texts } from '../../lenient';
import { operation } from '../../operation';

export const faceComparisonOperations = {
  compareFaces: operation({
    name: 'compareFaces',
    summary: 'Compare two faces, 0 to 1; null with a status when a face cannot be used. The threshold is yours.',
    group: 'face-comparison',
    host: 'external',
    method: 'POST',
    path: '/compare-faces',
    body: 'form',
    request: z.strictObject({ face1: documentRef, face2: documentRef }),
    files: { face1: ['image/jpeg'], face2: ['image/jpeg'] },
    answer: 'json',
    response: z.looseObject({ similarity: maybe(z.number().nullable()), face1Statuses: texts, face2Statuses: texts }),
    effect: 'read',
    timeout: 'transfer',
  }),
};
