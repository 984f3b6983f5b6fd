import { z } from 'zod';
import { operation } from '../../operation';
import * as answers from '../answers';
import * as fields from '../fields';

/** Ways into the hosted verification. Links and tokens open a person's session: they are handed on, never logged. */
export const accessOperations = {
  createWebSdkLink: operation({
    name: 'createWebSdkLink',
    summary: 'Create a link on which the user completes the verification or an action.',
    group: 'sdk',
    method: 'POST',
    path: '/resources/sdkIntegrations/levels/{levelName}/websdkLink',
    query: ['externalUserId', 'externalActionId', 'locale', 'ttlInSecs'],
    body: 'none',
    request: z
      .strictObject({
        levelName: fields.levelName,
        externalUserId: fields.externalUserId.optional(),
        externalActionId: fields.externalActionId.optional(),
        locale: fields.language.optional(),
        ttlInSecs: fields.ttlInSecs.optional(),
      })
      .refine((link) => link.externalActionId === undefined || link.externalUserId !== undefined, {
        path: ['externalUserId'],
        error: 'is required for the link of an action',
      }),
    answer: 'json',
    // Required, though the vendor does not say so: without it there is nothing to hand on.
    response: z.looseObject({ url: z.string() }),
    effect: 'creates',
  }),

  createAccessToken: operation({
    name: 'createAccessToken',
    summary: 'Create an SDK token for an applicant. A userId that nobody has makes the SDK create a new applicant.',
    group: 'sdk',
    method: 'POST',
    path: '/resources/accessTokens',
    query: ['userId', 'levelName', 'ttlInSecs'],
    body: 'none',
    request: z.strictObject({
      userId: fields.externalUserId,
      levelName: fields.levelName,
      ttlInSecs: fields.ttlInSecs.optional(),
    }),
    answer: 'json',
    response: z.looseObject({ token: z.string(), userId: answers.text }),
    effect: 'creates',
  }),

  createActionAccessToken: operation({
    name: 'createActionAccessToken',
    summary: 'Create an SDK token for an action.',
    group: 'sdk',
    method: 'POST',
    path: '/resources/accessTokens',
    query: ['userId', 'externalActionId', 'levelName', 'ttlInSecs'],
    body: 'none',
    request: z.strictObject({
      userId: fields.externalUserId,
      externalActionId: fields.externalActionId,
      levelName: fields.levelName,
      ttlInSecs: fields.ttlInSecs.optional(),
    }),
    answer: 'json',
    response: z.looseObject({ token: z.string(), userId: answers.text, externalActionId: answers.text }),
    effect: 'creates',
  }),
};
