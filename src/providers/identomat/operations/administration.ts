import { z } from 'zod';
import { anything, count, list, object, text, texts } from '../../lenient';
import { operation } from '../../operation';
import * as answers from '../answers';
import * as fields from '../fields';

const administration = {
  group: 'administration',
  host: 'external',
  method: 'POST',
  body: 'json',
  answer: 'json',
} as const;

export const administrationOperations = {
  listGroups: operation({
    ...administration,
    name: 'listGroups',
    summary: 'Read the groups. Members come by user name, while groups are made by user id: join them by listUsers.',
    path: '/list-groups',
    request: z.strictObject({}),
    response: z.array(z.looseObject({ id: text, name: text, members: list(z.looseObject({ username: text })) })),
    effect: 'read',
  }),

  makeGroup: operation({
    ...administration,
    name: 'makeGroup',
    summary: 'Make a group and get its id. Look for the name before a repeat: two groups may have one name.',
    path: '/make-group',
    request: z.strictObject({ name: fields.name, memberIds: fields.userIds.optional() }),
    response: z.looseObject({ id: answers.newId }),
    effect: 'creates',
  }),

  changeGroup: operation({
    ...administration,
    name: 'changeGroup',
    summary: 'Rename a group or replace its members; members that are left out are removed.',
    path: '/change-group',
    request: z.strictObject({
      groupId: fields.groupId,
      name: fields.name.optional(),
      memberIds: fields.userIds.optional(),
    }),
    response: answers.acknowledged,
    effect: 'idempotent',
  }),

  deleteGroup: operation({
    ...administration,
    name: 'deleteGroup',
    summary: 'Delete a group for good.',
    path: '/delete-group',
    request: z.strictObject({ groupId: fields.groupId }),
    response: answers.acknowledged,
    effect: 'irreversible',
  }),

  listUsers: operation({
    ...administration,
    name: 'listUsers',
    summary: 'Read the users of the company and their roles.',
    path: '/list-users',
    request: z.strictObject({}),
    response: z.array(z.looseObject({ id: text, username: text, roles: texts })),
    effect: 'read',
  }),

  createUser: operation({
    ...administration,
    name: 'createUser',
    summary: 'Create a user of the dashboard; the e-mail address is its key. No call changes or deletes a user.',
    path: '/create-user',
    request: z.strictObject({
      email: fields.email,
      emailVerified: z.boolean().optional(),
      password: fields.password,
      firstName: fields.name.optional(),
      lastName: fields.name.optional(),
      rights: z.array(fields.right).min(1).max(3).optional(),
    }),
    response: answers.newId,
    effect: 'natural-key',
    alreadyDone: { errorCode: 'user-already-exists' },
  }),

  getSessionConfig: operation({
    ...administration,
    name: 'getSessionConfig',
    summary: 'Read a session configuration: its steps, and how many minutes a session lives.',
    path: '/get-session-config',
    request: z.strictObject({ sessionConfigId: fields.configId }),
    response: z.looseObject({
      id: text,
      name: text,
      general: object({ language: text, sessionLifetime: count }),
      steps: list(z.looseObject({ type: text, key: text, title: anything, flags: anything })),
    }),
    effect: 'read',
  }),
};
