import { z } from 'zod';
import { anything, count, flag, text } from '../../lenient';
import { operation } from '../../operation';

const nothing = z.strictObject({});
const moment = { status: text, timestamp: text };

/** About the service itself: no authorization, no person. Liveness is here that of a process. */
export const utilityOperations = {
  getServiceInfo: operation({
    name: 'getServiceInfo',
    summary: 'Read name, version and environment of the service, and where its documentation is.',
    group: 'Utility',
    method: 'GET',
    path: '/',
    body: 'none',
    request: nothing,
    answer: 'json',
    response: z.looseObject({
      service: text,
      description: text,
      version: text,
      environment: text,
      documentation: text,
      health: text,
      ...moment,
    }),
    effect: 'read',
  }),

  ping: operation({
    name: 'ping',
    summary: 'See whether the service can be reached.',
    group: 'Utility',
    method: 'GET',
    path: '/ping',
    body: 'none',
    request: nothing,
    answer: 'json',
    response: z.looseObject({ pong: flag, timestamp: text }),
    effect: 'read',
  }),

  getApiStatus: operation({
    name: 'getApiStatus',
    summary: 'Read uptime and the map of endpoints; its api_spec may lead to the OpenAPI file.',
    group: 'Utility',
    method: 'GET',
    path: '/status',
    body: 'none',
    request: nothing,
    answer: 'json',
    response: z.looseObject({
      service: text,
      version: text,
      environment: text,
      timestamp: text,
      uptime: count,
      endpoints: anything,
    }),
    effect: 'read',
  }),

  getSystemMetrics: operation({
    name: 'getSystemMetrics',
    summary: 'Read metrics of the process and its environment, as JSON.',
    group: 'Utility',
    method: 'GET',
    path: '/metrics',
    body: 'none',
    request: nothing,
    answer: 'json',
    response: z.looseObject({ timestamp: text, system: anything, environment: anything }),
    effect: 'read',
  }),

  probeLiveness: operation({
    name: 'probeLiveness',
    summary: 'See whether the process of the service lives.',
    group: 'Utility',
    method: 'GET',
    path: '/live',
    body: 'none',
    request: nothing,
    answer: 'json',
    response: z.looseObject({ ...moment, uptime: count }),
    effect: 'read',
  }),

  probeReadiness: operation({
    name: 'probeReadiness',
    summary: 'See whether the service can take traffic.',
    group: 'Utility',
    method: 'GET',
    path: '/ready',
    body: 'none',
    request: nothing,
    answer: 'json',
    response: z.looseObject({ ...moment, checks: anything }),
    effect: 'read',
  }),

  checkSimpleHealth: operation({
    name: 'checkSimpleHealth',
    summary: 'Read the short health answer that load balancers use.',
    group: 'Utility',
    method: 'GET',
    path: '/health/simple',
    body: 'none',
    request: nothing,
    answer: 'json',
    response: z.looseObject(moment),
    effect: 'read',
  }),

  checkHealth: operation({
    name: 'checkHealth',
    summary: 'Read the health of the service and of what it depends on.',
    group: 'Utility',
    method: 'GET',
    path: '/health',
    body: 'none',
    request: nothing,
    answer: 'json',
    response: z.looseObject({
      ...moment,
      uptime: count,
      version: text,
      environment: text,
      checks: anything,
      details: anything,
      error: text,
    }),
    effect: 'read',
  }),

  getApiVersion: operation({
    name: 'getApiVersion',
    summary: 'Read the version that runs; these rows were written from 2.10.15.',
    group: 'Utility',
    method: 'GET',
    path: '/version',
    body: 'none',
    request: nothing,
    answer: 'json',
    response: z.looseObject({ version: text }),
    effect: 'read',
  }),
};
