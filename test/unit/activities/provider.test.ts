import { z } from 'zod';
import { providerActivities } from '../../../activities/provider';
import { operation, type CallOptions, type ProviderClient } from '../../../src/providers/operation';
import type { Quotas } from '../../../src/store/store';
import { attempt } from './attempt';

const row = {
  summary: 'x',
  group: 'x',
  method: 'GET',
  path: '/x',
  body: 'none',
  answer: 'json',
  effect: 'read',
} as const;
const shape = { request: z.looseObject({}), response: z.looseObject({}) };
const table = {
  quick: operation({ ...row, ...shape, name: 'quick' }),
  rare: operation({
    ...row,
    ...shape,
    name: 'rare',
    timeout: 'slow',
    limit: { queue: 'search', requests: 7, perSeconds: 10 },
  }),
};

function activitiesOf(answer: (name: string, request: unknown, options?: CallOptions) => unknown) {
  const quotas: unknown[] = [];
  const held: Quotas = {
    within: async (quota, call, waiting) => {
      quotas.push({ ...quota, cancellable: waiting?.signal !== undefined });
      return call();
    },
  };
  const method = (name: string) => async (request: object, options?: CallOptions) =>
    answer(name, request, options) as Record<string, unknown>;
  const client: ProviderClient<typeof table> = { quick: method('quick'), rare: method('rare') };
  const activities = providerActivities('acme', table, client, held);
  const run = (name: string, ...args: unknown[]) =>
    attempt({ workflowExecution: { workflowId: 'kyc/onboarding/user-42/2', runId: 'r' } }).run(
      activities[name]! as never,
      ...(args as []),
    );
  return { activities, quotas, run };
}

test('every row is an activity of its provider', () => {
  expect(Object.keys(activitiesOf(() => ({})).activities)).toEqual(['acme.quick', 'acme.rare']);
});

test('the request goes out as it is, for the subject of this case, and can be cancelled', async () => {
  const calls: unknown[] = [];
  const { run } = activitiesOf((name, request, options) => {
    calls.push({ name, request, subjectId: options?.subjectId, aborted: options?.signal?.aborted });
    return { id: 'a-1' };
  });
  expect(await run('acme.quick', { applicantId: 'a-1' })).toEqual({ id: 'a-1' });
  expect(calls).toEqual([{ name: 'quick', request: { applicantId: 'a-1' }, subjectId: 'user-42', aborted: false }]);
});

test('only what is picked leaves the activity', async () => {
  const { run } = activitiesOf(() => ({ id: 'a-1', email: 'quokka@example.com' }));
  expect(await run('acme.quick', {}, { pick: ['id'] })).toEqual({ id: 'a-1' });
  expect(await run('acme.quick', {}, { pick: [] })).toEqual({});
});

test('a call with a quota waits for its turn, under the name of the quota and for as long as an attempt may take', async () => {
  const { run, quotas } = activitiesOf(() => ({}));
  await run('acme.quick', {});
  expect(quotas).toEqual([]);
  await run('acme.rare', {});
  expect(quotas).toEqual([
    { name: 'acme.search', limit: { queue: 'search', requests: 7, perSeconds: 10 }, holdMs: 60_000, cancellable: true },
  ]);
});
