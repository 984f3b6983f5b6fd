import { z } from 'zod';
import { archiveMembers } from '../../document-ref';
import { operation } from '../../operation';
import * as answers from '../answers';
import * as fields from '../fields';

const call = {
  group: 'video-call',
  host: 'external',
  method: 'POST',
  body: 'json',
  request: z.strictObject({ sessionId: fields.session }),
} as const;

export const videoCallOperations = {
  getVideoCallShots: operation({
    ...call,
    name: 'getVideoCallShots',
    summary: 'Fetch the screenshots that the operator took, unpacked from a tar archive. They may appear late.',
    path: '/get-video-call-shots',
    answer: 'archive',
    response: archiveMembers,
    effect: 'read',
    timeout: 'transfer',
  }),

  getVideoCallVideos: operation({
    ...call,
    name: 'getVideoCallVideos',
    summary: 'Fetch the recordings of a call, unpacked from a tar archive. Not found may mean not yet.',
    path: '/get-video-call-videos',
    answer: 'archive',
    response: archiveMembers,
    effect: 'read',
    timeout: 'transfer',
  }),

  endVideoCall: operation({
    ...call,
    name: 'endVideoCall',
    summary: 'End the running call of a session; decides nothing.',
    path: '/end-video-call',
    answer: 'json',
    response: answers.acknowledged,
    effect: 'idempotent',
    // What is answered when no call runs is not documented: assumed to be worded as for the recordings.
    alreadyDone: { errorCode: 'not-found' },
  }),
};
