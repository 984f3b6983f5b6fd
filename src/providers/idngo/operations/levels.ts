import { z } from 'zod';
import { operation } from '../../operation';
import * as answers from '../answers';

const applicantInsights = z.looseObject({
  advancedEmailCheckEnabled: answers.flag,
  advancedPhoneCheckEnabled: answers.flag,
  advancedIpCheckEnabled: answers.flag,
  advancedIdentityEnrichmentEnabled: answers.flag,
});

export const levelOperations = {
  listLevels: operation({
    name: 'listLevels',
    summary: 'List the verification levels and what each asks for.',
    group: 'levels',
    method: 'GET',
    path: '/resources/applicants/-/levels',
    body: 'none',
    request: z.strictObject({}),
    answer: 'json',
    response: z.looseObject({
      totalItems: z.number(),
      items: z.array(
        z.looseObject({
          id: answers.text,
          name: answers.text,
          desc: answers.text,
          requiredIdDocs: answers.requiredIdDocs,
          websdkFlowId: answers.text,
          msdkFlowId: answers.text,
          createdAt: answers.text,
          createdBy: answers.text,
          modifiedAt: answers.text,
          customPrivacyNoteText: answers.text,
          watchListCheckSettings: answers.anything,
          useCustomWatchListCheckSettings: answers.flag,
          useCustomIdDocSettings: answers.flag,
          // An array of booleans in the vendor's table, with named fields in its text.
          applicantInsightSettings: answers.maybe(z.union([applicantInsights, z.array(z.unknown())])),
          type: answers.text,
          actionType: answers.text,
          applicantType: answers.text,
        }),
      ),
    }),
    effect: 'read',
  }),
};
