import type { ApplicationFailure } from '@temporalio/common';
import { systemActor } from '../../src/domain/actor';
import type { FailureType } from '../../src/domain/failures';
import type { EvidenceEntry } from '../../src/domain/journal';
import type { Verdict } from '../../src/domain/verdict';
import { firstFitting, nobodyLeft, passedOverEvidence } from './plan';
import type { Abilities, PassedOver, PlanEntry, PlanFacts, ProviderPlan } from './plan';

/** What there has been between a case and its provider. The case's own state has most of it. */
export interface Dealings {
  /** The person was known there before: what of them was seen, and said, nobody here can tell. */
  readonly adopted: boolean;
  /**
   * A document was sent, or may have been: an answer that was lost counts. Not one that came back with UnsupportedMediaType: a file that
   * could not be opened was not seen.
   */
  readonly documentsSent: boolean;
  /** From then on the person may be at the provider's pages, and an outage is when that cannot be found out. */
  readonly linkHandedOut: boolean;
  readonly verdict?: Pick<Verdict, 'status'>;
  /** The revision that was acted on. */
  readonly judged?: string;
}

/** Something that a provider fails in. */
export interface Trouble {
  readonly type: FailureType | undefined;
  readonly lastedMs: number;
}

/** A case under its plan. */
export interface Standing {
  readonly plan: ProviderPlan;
  /** Who has the case now. */
  readonly provider: string;
  /** Those who do not, so far, in the order of the plan. */
  readonly passedOver: readonly PassedOver[];
  readonly facts: PlanFacts;
  readonly dealings: Dealings;
  readonly patienceMs: number;
}

/**
 * What follows from trouble with a provider. `stay`: it keeps the case, and the trouble is dealt with as it would be without a plan.
 * `wait`: the same, for so long. `move`: the next has it, with those that were passed over on the way.
 */
export type PlanStep =
  | { readonly kind: 'stay' }
  | { readonly kind: 'wait'; readonly forMs: number }
  | {
      readonly kind: 'move';
      readonly to: PlanEntry;
      readonly left: PassedOver;
      readonly skipped: readonly PassedOver[];
    }
  | { readonly kind: 'refuse'; readonly failure: ApplicationFailure };

/** No shopping for verdicts: nothing that a provider says about a person leads away from it, nor anything after it may have seen them. */
export function afterTrouble({ type, lastedMs }: Trouble, standing: Standing, abilities: Abilities): PlanStep {
  const { plan, provider, facts, dealings, patienceMs } = standing;
  const why = type && reasonToLeave(type);
  if (why === undefined || hasDealt(dealings) || plan.length === 1) return { kind: 'stay' };

  const at = plan.findIndex((entry) => entry.provider === provider);
  const next = firstFitting(plan.slice(at + 1), facts, abilities);
  if (why === 'outage') {
    // An outage ends, and a case without alternative has always waited for that.
    if (next.entry === undefined) return { kind: 'stay' };
    if (lastedMs < patienceMs) return { kind: 'wait', forMs: patienceMs - lastedMs };
  }
  const left: PassedOver = { provider, level: plan[at]!.level, why: [why], type };
  if (next.entry) return { kind: 'move', to: next.entry, left, skipped: next.passedOver };
  return { kind: 'refuse', failure: nobodyLeft([...standing.passedOver, left, ...next.passedOver]) };
}

/** A short list on purpose: a refusal, a conflict or a wrong credential is for people to look into, and 429 is a provider that lives. */
function reasonToLeave(type: FailureType): 'outage' | 'unsupported' | undefined {
  switch (type) {
    case 'kyc.provider.Unavailable':
    case 'kyc.provider.Timeout':
      return 'outage';
    case 'kyc.input.UnknownLevel':
    case 'kyc.input.UnexpectedDocument':
    case 'kyc.input.UnsupportedMediaType':
    case 'kyc.provider.UnsupportedMediaType':
      return 'unsupported';
    default:
      return undefined;
  }
}

function hasDealt({ adopted, documentsSent, linkHandedOut, verdict, judged }: Dealings): boolean {
  const pronounced = judged !== undefined || (verdict !== undefined && verdict.status !== 'collecting');
  return adopted || documentsSent || linkHandedOut || pronounced;
}

/** For the record: who had the case, who has it, and why; then those who were passed over on the way. */
export function changeEvidence({
  to,
  left,
  skipped,
}: Extract<PlanStep, { kind: 'move' }>): Omit<EvidenceEntry, 'at'>[] {
  const { provider: from, why, type } = left;
  const facts = { from, to: to.provider, level: to.level, reason: why[0], type };
  return [{ kind: 'provider-changed', actor: systemActor.id, facts }, ...passedOverEvidence(skipped)];
}
