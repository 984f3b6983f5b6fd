import { ActivityFailure, CancellationScope, isCancellation } from '@temporalio/workflow';
import { msToNumber } from '@temporalio/common/lib/time';
import { failureTypeOf } from '../../../src/domain/failures';
import type { OnboardingCase } from '../case';
import { afterTrouble, changeEvidence } from '../fall-through';
import { collectionOf, firstFitting, nobodyLeft, passedOverEvidence, planFacts, planOf } from '../plan';
import type { PlanEntry } from '../plan';

/** Gives the case to the first provider of the plan that fits. A single provider is asked, and says itself what does not fit. */
export function firstOfPlan(kyc: OnboardingCase): void {
  const plan = planOf(kyc.input);
  // All of them, so that a name that nobody knows is noticed before anything happens.
  for (const { provider } of plan) kyc.providerNamed(provider);
  if (plan.length === 1) return;
  const { entry, passedOver } = firstFitting(plan, planFacts(kyc.input), abilitiesOf(kyc));
  kyc.state.passedOver = passedOver;
  if (entry === undefined) throw nobodyLeft(passedOver);
  give(kyc, entry);
  for (const evidence of passedOverEvidence(passedOver)) kyc.note('a provider of the plan does not fit', evidence);
}

/** Waits for a provider no longer than the policy says, where another one could have the case; else for as long as it takes. */
export async function withPatience(kyc: OnboardingCase, open: () => Promise<void>): Promise<void> {
  const patience = msToNumber(kyc.state.policy.outage.patience);
  if (nextAfter(kyc) === undefined) return open();
  const left = CancellationScope.current();
  try {
    await CancellationScope.withTimeout(patience, open);
  } catch (error) {
    if (!isCancellation(error) || left.consideredCancelled) throw error;
    // Somebody who is known there already is not taken elsewhere, however long the provider takes.
    if (kyc.state.attention) return open();
    throw new OutOfPatience();
  }
}

/** Gives the case to the next provider that fits, or throws what stands in the way. */
export function fallThrough(kyc: OnboardingCase, error: unknown): void {
  const { state, input } = kyc;
  const outage = error instanceof OutOfPatience;
  const type = outage ? 'kyc.provider.Unavailable' : failureTypeOf(error);
  const patienceMs = msToNumber(state.policy.outage.patience);
  const step = afterTrouble(
    { type, lastedMs: outage || error instanceof ActivityFailure ? patienceMs : 0 },
    {
      plan: planOf(input),
      provider: state.provider,
      passedOver: state.passedOver,
      facts: planFacts(input),
      dealings: { adopted: state.attention, documentsSent: false, linkHandedOut: false, verdict: state.verdict },
      patienceMs,
    },
    abilitiesOf(kyc),
  );
  if (step.kind === 'refuse') throw step.failure;
  if (step.kind !== 'move') throw error;
  // Somebody may have been created there, which nobody can find out now; it is seen to when the case ends.
  if (state.creating || Object.keys(state.references).length > 0)
    state.abandoned = [...state.abandoned, state.provider];
  state.passedOver = [...state.passedOver, step.left, ...step.skipped];
  const [changed, ...skipped] = changeEvidence(step);
  Object.assign(state, { references: {}, creating: false, attention: false, link: undefined, levelRequirements: [] });
  give(kyc, step.to);
  kyc.note(`${step.left.provider} left for ${step.to.provider}: ${step.left.why.join(', ')}`, changed!);
  for (const evidence of skipped) kyc.note('a provider of the plan does not fit', evidence);
}

/** The provider that could have the case was not heard of for as long as the policy waits. */
class OutOfPatience extends Error {
  override readonly name = 'OutOfPatience';
}

function give({ state, input }: OnboardingCase, entry: PlanEntry): void {
  const { provider, level } = entry;
  Object.assign(state, { provider, level, collection: collectionOf(entry, planFacts(input)) });
}

function nextAfter(kyc: OnboardingCase): PlanEntry | undefined {
  const plan = planOf(kyc.input);
  const at = plan.findIndex(({ provider }) => provider === kyc.state.provider);
  return firstFitting(plan.slice(at + 1), planFacts(kyc.input), abilitiesOf(kyc)).entry;
}

function abilitiesOf(kyc: OnboardingCase) {
  return (name: string) => kyc.providerNamed(name).capabilities;
}
