import { z } from 'zod';
import { count, text } from '../../lenient';
import { operation } from '../../operation';
import * as answers from '../answers';
import * as fields from '../fields';

const blacklist = { group: 'blacklist', host: 'external', method: 'POST', body: 'json', answer: 'json' } as const;

export const blacklistOperations = {
  addBlacklistRecord: operation({
    ...blacklist,
    name: 'addBlacklistRecord',
    summary: 'Put a person on the blacklist and get the id of the record. A duplicate is refused, without the id.',
    path: '/add-blacklist-record',
    request: z.strictObject({
      query: z
        .strictObject({
          firstName: fields.name.optional(),
          lastName: fields.name.optional(),
          personalNumber: fields.number.optional(),
          documentNumber: fields.number.optional(),
          birthday: fields.moment.optional(),
          reason: fields.reason,
        })
        .refine(({ reason: _why, ...person }) => Object.values(person).some((value) => value !== undefined), {
          error: 'one of firstName, lastName, personalNumber, documentNumber and birthday is required',
        }),
    }),
    response: answers.newId,
    effect: 'natural-key',
    alreadyDone: { errorCode: 'already-exists' },
  }),

  removeBlacklistRecord: operation({
    ...blacklist,
    name: 'removeBlacklistRecord',
    summary: 'Take a record off the blacklist.',
    path: '/remove-blacklist-record',
    request: z.strictObject({ id: fields.recordId }),
    response: answers.done,
    effect: 'idempotent',
    alreadyDone: { errorCode: 'not-found' },
  }),

  listBlacklistRecords: operation({
    ...blacklist,
    name: 'listBlacklistRecords',
    summary: 'Read the blacklist, page by page.',
    path: '/list-blacklist-records',
    // Only here the page is asked for inside `query`.
    request: z.strictObject({
      query: z.strictObject({ offset: fields.offset.optional(), limit: fields.limit.optional() }).optional(),
    }),
    response: z.looseObject({
      offset: count,
      limit: count,
      total: count,
      // `notes` is null in the sample, and kept as it comes.
      data: z.array(
        z.looseObject({
          id: text,
          firstName: text,
          lastName: text,
          personalNumber: text,
          documentNumber: text,
          birthday: text,
          reason: text,
        }),
      ),
    }),
    effect: 'read',
  }),
};
