import type { ProviderName } from '../../../src/sandbox';
import type { HookRig, KycTestEnvironment, ProviderRig } from '../../../src/testing';

/** Webhooks of a simulated provider going astray, by its fault script. */
export function sandboxHooks(
  provider: ProviderName,
  environment: () => KycTestEnvironment,
  forge: (subjectId: string) => void,
): HookRig {
  const add = (externalUserId: string, fault: { fate: 'lost' } | { fate: 'duplicated' } | { fate: 'reordered' }) =>
    void environment().sandbox.faults.add({ provider, webhook: '*', times: 'always', externalUserId, ...fault });
  return {
    lose: (subjectId) => add(subjectId, { fate: 'lost' }),
    duplicate: (subjectId) => add(subjectId, { fate: 'duplicated' }),
    reorder: (subjectId) => add(subjectId, { fate: 'reordered' }),
    async forge(subjectId) {
      forge(subjectId);
      await environment().sandbox[provider].webhooksSettled();
    },
  };
}

/** Calls to a simulated provider going wrong. `changing`: those that have an effect, whose answers can be lost. */
export function sandboxFaults(
  provider: ProviderName,
  environment: () => KycTestEnvironment,
  changing: readonly string[],
): ProviderRig['fault'] {
  return (externalUserId, trouble) => {
    const { faults } = environment().sandbox;
    const scope = { provider, externalUserId };
    const ids = {
      down: () => [faults.add({ ...scope, call: '*', answer: 503, times: 'always' })],
      'too-many-requests': () => [faults.add({ ...scope, call: '*', answer: 429, retryAfterSeconds: 20, times: 12 })],
      'answer-lost': () => changing.map((call) => faults.add({ ...scope, call, answer: 500, at: 'after' })),
    }[trouble]();
    return () => ids.forEach((id) => faults.lift(id));
  };
}
