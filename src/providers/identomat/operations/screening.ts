import { z } from 'zod';
import * as lenient from '../../lenient';
import { operation } from '../../operation';
import * as answers from '../answers';
import * as fields from '../fields';

const { text, count, list, texts } = lenient;
const aml = { group: 'aml', host: 'external', method: 'POST', body: 'json', answer: 'json' } as const;

export const screeningOperations = {
  searchScreeningPerson: operation({
    ...aml,
    name: 'searchScreeningPerson',
    summary: 'Search for a person in sanctions, exposure and enforcement lists. An empty list means no match.',
    path: '/search-screening-person',
    request: z.strictObject({
      query: z.strictObject({
        fullName: fields.name,
        birthdayTimeFrom: fields.moment.optional(),
        scoreThreshold: z.int().min(0).max(100).describe('Lowest score of a hit, 0 to 100 (scale assumed).'),
      }),
      // There is no total: read on until a page is shorter than `limit`.
      offset: fields.offset.optional(),
      limit: fields.limit.optional(),
    }),
    // A hit that cannot be read must not look like no hit, so the list itself is required.
    response: z.array(z.looseObject({ score: count, name: text, personId: text, entityType: text, topics: texts })),
    effect: 'read',
    timeout: 'slow',
  }),

  getScreeningPersonDetails: operation({
    ...aml,
    name: 'getScreeningPersonDetails',
    summary: 'Read what the lists say about a person that a search has found.',
    path: '/get-screening-person-details',
    request: z.strictObject({ personId: fields.personId }),
    response: z.looseObject({
      entityType: text,
      firstName: text,
      middleName: text,
      lastName: text,
      gender: text,
      birthdayTime: text,
      nationality: text,
      extraDetails: list(
        z.looseObject({
          groupName: text,
          details: list(
            z.looseObject({
              detailName: text,
              properties: list(z.looseObject({ propertyName: text, value: texts, type: text })),
            }),
          ),
        }),
      ),
    }),
    effect: 'read',
  }),

  monitorScreeningQuery: operation({
    ...aml,
    name: 'monitorScreeningQuery',
    summary:
      'Put a person on monitoring and get the id of the record. The same person again is refused, without the id.',
    path: '/monitor-screening-query',
    request: z.strictObject({
      query: z.strictObject({ fullName: fields.name, birthdayTimeFrom: fields.moment.optional() }),
    }),
    response: answers.newId,
    effect: 'natural-key',
    alreadyDone: { errorCode: 'already-exists' },
  }),

  removeScreeningQueryFromMonitoring: operation({
    ...aml,
    name: 'removeScreeningQueryFromMonitoring',
    summary: 'Take a person off monitoring.',
    path: '/remove-screening-query-from-monitoring',
    request: z.strictObject({ id: fields.recordId }),
    response: answers.acknowledged,
    effect: 'idempotent',
    // Not documented: assumed to be worded as for the blacklist.
    alreadyDone: { errorCode: 'not-found' },
  }),

  listScreeningMonitoringRecords: operation({
    ...aml,
    name: 'listScreeningMonitoringRecords',
    summary: 'Read who is monitored, and when something about them has changed: the only way to learn of changes.',
    path: '/list-screening-monitoring-records',
    request: z.strictObject({
      start: fields.offset.optional(), // called offset everywhere else
      limit: fields.limit.optional(),
      date: fields.moment.optional(),
    }),
    response: z.looseObject({
      start: count,
      limit: count,
      total: count,
      data: z.array(z.looseObject({ id: text, fullName: text, lastUpdatedDate: text })),
    }),
    effect: 'read',
  }),
};
