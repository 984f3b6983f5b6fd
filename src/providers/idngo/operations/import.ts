import { z } from 'zod';
import { documentRef } from '../../document-ref';
import { operation } from '../../operation';
import * as answers from '../answers';

export const importOperations = {
  importApplicant: operation({
    name: 'importApplicant',
    summary: 'Import one approved applicant from a ZIP archive.',
    group: 'import',
    method: 'POST',
    path: '/resources/applicants/-/applicantImport',
    body: 'zip',
    request: z.strictObject({ archive: documentRef }),
    answer: 'json',
    response: answers.applicant,
    effect: 'natural-key',
    alreadyDone: { status: 409 },
    limit: { queue: 'import', requests: 10, perSeconds: 10 },
    timeout: 'transfer',
  }),
};
