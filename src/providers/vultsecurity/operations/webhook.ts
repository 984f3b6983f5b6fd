import { z } from 'zod';
import { anything, list, text } from '../../lenient';
import { operation } from '../../operation';
import * as answers from '../answers';
import * as fields from '../fields';

export const webhookOperations = {
  createWebhook: operation({
    name: 'createWebhook',
    summary: 'Register an address that is called on events; its id is found with listWebhooks, by name and url.',
    group: 'Webhook',
    method: 'POST',
    path: '/webhook/create',
    body: 'json',
    request: z.strictObject({
      client_id: fields.clientId.optional(),
      name: fields.webhookName,
      url: fields.webhookUrl,
    }),
    answer: 'json',
    response: answers.acknowledged,
    effect: 'creates',
  }),

  listWebhooks: operation({
    name: 'listWebhooks',
    summary: 'List registered webhooks, a page at a time.',
    group: 'Webhook',
    method: 'POST',
    path: '/webhook/list',
    body: 'json',
    request: z.strictObject({
      client_id: fields.clientId.optional(),
      take: fields.take.optional(),
      skip: fields.skip.optional(),
      search_term: fields.searchTerm.optional(),
    }),
    answer: 'json',
    response: z.looseObject({
      webhooks: list(z.looseObject({ id: text, name: text, url: text, client_id: text })),
      statistics: anything,
    }),
    effect: 'read',
  }),

  deleteWebhook: operation({
    name: 'deleteWebhook',
    summary: 'Remove a registered webhook. There is no update: delete and create.',
    group: 'Webhook',
    method: 'POST',
    path: '/webhook/delete',
    body: 'json',
    request: z.strictObject({ id: fields.webhookId }),
    answer: 'json',
    response: answers.acknowledged,
    effect: 'idempotent',
  }),
};
