import type { ApplicationFailure } from '@temporalio/common';
import { systemActor } from '../../src/domain/actor';
import type { ApplicantDocument } from '../../src/domain/documents';
import { refusal } from '../../src/domain/failures';
import type { FailureType } from '../../src/domain/failures';
import type { EvidenceEntry } from '../../src/domain/journal';
import type { ApplicantData, Circumstances, CollectionMode, ProviderCapabilities } from '../providers/contract';

/**
 * Providers in the order in which they are wanted. The first that fits opens the case; it is left for the next that fits when it cannot
 * be used, and never for what it says about the person: one that has seen a document or pronounced is kept, whatever happens.
 */
export type ProviderPlan = readonly PlanEntry[];

export interface PlanEntry {
  /** Each provider stands in a plan once: what was left is not come back to. */
  readonly provider: string;
  /** The provider's own level; case-sensitive. */
  readonly level: string;
  /** How this provider collects. Default: as the case was asked to. */
  readonly collection?: CollectionMode;
  /** Default: always. */
  readonly when?: PlanCondition;
}

/** All that is given must hold. What is not known when the case opens does not hold: end a plan with an entry for everybody. */
export interface PlanCondition {
  /** ISO 3166-1 alpha-3. The applicant's country as stated; where none was, every issuing country of the documents handed in. */
  readonly countries?: readonly string[];
  /** Document types, at least one of which is handed in. */
  readonly documents?: readonly string[];
  /** The collection that the case was asked for. */
  readonly collection?: CollectionMode;
}

/** One provider is a plan of one. */
export function planOf({ provider, level = '' }: { provider: string | ProviderPlan; level?: string }): ProviderPlan {
  return typeof provider === 'string' ? [{ provider, level }] : provider;
}

/** What a plan is held against. */
export interface PlanFacts {
  readonly countries: readonly string[];
  /** Types of the documents that are there already. */
  readonly documents: readonly string[];
  readonly collection: CollectionMode;
  readonly circumstances?: Circumstances;
}

/** What a provider can do, by its name. */
export type Abilities = (provider: string) => Pick<ProviderCapabilities, 'collection' | 'demands'>;

export function planFacts(known: {
  readonly applicant?: ApplicantData;
  readonly documents?: readonly ApplicantDocument[];
  readonly collection: CollectionMode;
  readonly circumstances?: Circumstances;
}): PlanFacts {
  const { applicant, documents = [], collection, circumstances } = known;
  const stated = applicant?.country;
  return {
    countries: stated ? [stated] : [...new Set(documents.map(({ country }) => country))],
    documents: [...new Set(documents.map(({ type }) => type))],
    collection,
    circumstances,
  };
}

/** Why a provider does not have the case. Never what the person's country or document is. */
export type WhyNot = keyof typeof reasons;

const reasons = {
  country: 'it is for other countries',
  'country-unknown': 'it is for certain countries, and the country is not known',
  document: 'it is for other documents',
  'document-unknown': 'it is for certain documents, and none is known',
  'asked-collection': 'it is for another collection than was asked for',
  collection: 'it cannot collect in this way',
  'documents-there': 'it collects by itself, and documents are there already',
  circumstances: 'it demands circumstances that were not given',
  outage: 'it was out of service for longer than the policy waits',
  unsupported: 'it does not take the level or the document',
} as const;

/** A provider that does not have the case; with the type of the failure for which it was left. */
export interface PassedOver {
  readonly provider: string;
  readonly level: string;
  readonly why: readonly WhyNot[];
  readonly type?: FailureType;
}

/** The first entry that fits, and those before it; no entry when none does. */
export interface Choice {
  readonly entry?: PlanEntry;
  readonly passedOver: readonly PassedOver[];
}

export function firstFitting(plan: ProviderPlan, facts: PlanFacts, abilities: Abilities): Choice {
  const judged = plan.map((entry) => ({ entry, why: whyNot(entry, facts, abilities) }));
  const at = judged.findIndex(({ why }) => why.length === 0);
  const before = at < 0 ? judged : judged.slice(0, at);
  return {
    entry: plan[at],
    passedOver: before.map(({ entry: { provider, level }, why }) => ({ provider, level, why })),
  };
}

export function collectionOf(entry: PlanEntry, facts: PlanFacts): CollectionMode {
  return entry.collection ?? facts.collection;
}

function whyNot(entry: PlanEntry, facts: PlanFacts, abilities: Abilities): WhyNot[] {
  const { countries, documents, collection } = entry.when ?? {};
  const { collection: can, demands = [] } = abilities(entry.provider);
  const how = collectionOf(entry, facts);
  const why: (WhyNot | false | undefined)[] = [
    countries &&
      (facts.countries.length === 0
        ? 'country-unknown'
        : !facts.countries.every((one) => countries.includes(one)) && 'country'),
    documents &&
      (facts.documents.length === 0
        ? 'document-unknown'
        : !facts.documents.some((one) => documents.includes(one)) && 'document'),
    collection !== undefined && collection !== facts.collection && 'asked-collection',
    !can.includes(how) && 'collection',
    how === 'hosted' && facts.documents.length > 0 && 'documents-there',
    // Behind a link the provider asks for them itself.
    how === 'upload' && demands.some((one) => facts.circumstances?.[one] === undefined) && 'circumstances',
  ];
  return why.filter((one) => one !== false && one !== undefined);
}

/** For a plan that nobody is left of: why, provider by provider. `kyc.provider.Unavailable` when one of them was left for an outage. */
export function nobodyLeft(passedOver: readonly PassedOver[]): ApplicationFailure {
  const outage = passedOver.some(({ why }) => why.includes('outage'));
  const lastType = passedOver.findLast(({ type }) => type !== undefined)?.type;
  const each = passedOver.map(({ provider, why, type }) => {
    const said = why.map((one) => reasons[one]).join(', ');
    return `${provider}: ${said}${type ? ` (${type})` : ''}`;
  });
  return refusal(
    outage ? 'kyc.provider.Unavailable' : (lastType ?? 'kyc.input.InvalidRequest'),
    `No provider of the plan can take this case. ${each.join('; ')}. ` +
      (outage ? 'Start it again later.' : 'Give the plan an entry that fits, or hand in something else.'),
    { passedOver },
  );
}

type Entry = Omit<EvidenceEntry, 'at'>;

/** For the record. */
export function passedOverEvidence(passedOver: readonly PassedOver[]): Entry[] {
  return passedOver.map((one) => ({ kind: 'provider-passed-over', actor: systemActor.id, facts: { ...one } }));
}
