import type { Ability, ProviderRig } from './conformance-rig';
import { scenarios, Stage, type Scenario } from './conformance-scenarios';

/** One scenario, for the test framework of your choice. */
export interface ConformanceScenario {
  /** A sentence; ends with the reason where the scenario is not applicable. */
  readonly name: string;
  /** Why it cannot be played on this provider. Skip it then: `run` rejects, so that nothing passes that was not played. */
  readonly notApplicable?: string;
  /** Plays it; rejects with what was different, for which applicant. Needs up to 30 seconds; one after the other. */
  readonly run: () => Promise<void>;
}

const byHook: readonly Ability[] = ['hook', 'lose', 'duplicate', 'reorder', 'forge'];

/**
 * What every provider has to stand, played through a whole onboarding each: outcomes, lost and forged webhooks, outages, lost answers. Each
 * scenario asserts the outcome, the evidence, what the business was told, that nothing was done twice at the provider, and that no secret
 * stands in the history.
 *
 * ```ts
 * for (const { name, notApplicable, run } of conformance(rig)) (notApplicable ? test.skip : test)(name, run);
 * ```
 *
 * Throws a TypeError when the rig contradicts what its provider declares.
 */
export function conformance(rig: ProviderRig): readonly ConformanceScenario[] {
  assertSound(rig);
  const stage = new Stage(rig);
  return scenarios.map(({ name, needs, play }) => {
    const reason = whyNot(rig, needs);
    if (reason === undefined) return { name, run: () => play(stage) };
    const run = () => Promise.reject(new Error(`This scenario is not applicable: ${reason}`));
    return { name: `${name} [not applicable: ${reason}]`, notApplicable: reason, run };
  });
}

function whyNot({ cannot = {}, hooks }: ProviderRig, needs: Scenario['needs']): string | undefined {
  for (const need of needs) {
    if (cannot[need] !== undefined) return cannot[need];
    if (hooks === undefined && byHook.includes(need)) return 'the rig has no hooks: this provider sends none';
  }
  return undefined;
}

function assertSound({ provider, collection, circumstances = {}, cannot = {} }: ProviderRig): void {
  const { name, capabilities } = provider;
  const problems = [
    ...(capabilities.collection.includes(collection)
      ? []
      : [`collection is '${collection}', and the provider declares ${capabilities.collection.join(', ')}`]),
    ...(collection === 'hosted' ? [] : (capabilities.demands ?? []))
      .filter((demand) => circumstances[demand] === undefined)
      .map((demand) => `circumstances lack '${demand}', which the provider demands`),
    ...(cannot.approve === undefined ? [] : ['cannot.approve: a provider that approves nobody conforms to nothing']),
    ...Object.entries(cannot)
      .filter(([, reason]) => !reason)
      .map(([ability]) => `cannot.${ability} gives no reason`),
  ];
  if (problems.length > 0)
    throw new TypeError(`This rig of '${name}' does not fit its provider: ${problems.join('; ')}.`);
}
