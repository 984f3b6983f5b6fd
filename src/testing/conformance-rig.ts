import type { EffectCounts } from '../sandbox';
import type { Circumstances, CollectionMode, VerificationProvider } from '../../workflows/providers/contract';
import type { KycTestEnvironment } from './environment';

/**
 * What a provider does with one attempt of an applicant, in words that fit every provider. `hold` lasts until {@link ProviderRig.flip} ends
 * it; `expire` is an attempt that the applicant does not finish in time; `unknown` an answer that the provider's documentation does not know.
 */
export type ScriptedOutcome = 'approve' | 'resubmit' | 'reject' | 'hold' | 'expire' | 'unknown';

/**
 * `down`: every call about the applicant is answered as in an outage until it is mended. `too-many-requests`: so are the next dozen, with
 * 429 or what stands for it. `answer-lost`: each call that changes something takes effect once more without its answer getting through.
 */
export type ProviderTrouble = 'down' | 'too-many-requests' | 'answer-lost';

export type HookTrouble = 'lose' | 'duplicate' | 'reorder' | 'forge';

/** Whatever a rig may say its provider cannot do. `hook`: to tell by a webhook at all. */
export type Ability = ScriptedOutcome | ProviderTrouble | HookTrouble | 'flip' | 'hook';

/** Ends a trouble. */
export type Mend = () => void | Promise<void>;

/**
 * A provider, wired up so that {@link conformance} can play every scenario on it: the adapter as it is used, in front of a simulated
 * provider that does what it is told. Decisions should come within a few real milliseconds; time itself is the environment's.
 */
export interface ProviderRig {
  /** A function: scenarios are listed before there is an environment. Its server has to be the time-skipping one. */
  environment(): Pick<KycTestEnvironment, 'kyc' | 'temporal' | 'store' | 'told' | 'hears' | 'sleep'>;
  /** The workflows' half, made as it is registered: what it can do decides which scenarios apply. */
  readonly provider: Pick<VerificationProvider, 'name' | 'capabilities' | 'nextAttempt'>;
  readonly level: string;
  readonly collection: CollectionMode;
  /** What the provider demands beside documents. */
  readonly circumstances?: Circumstances;
  /** What cannot be played here, and why: `{ expire: 'Its applicants have no end of time.' }`. Scenarios that need it are not applicable. */
  readonly cannot?: Readonly<Partial<Record<Ability, string>>>;
  /** Keys, tokens, and what the provider's answers say of a person: strings that must stand in no history and in no notification. */
  readonly secrets: readonly string[];
  /** What becomes of this applicant, attempt by attempt. Called before the applicant exists. */
  script(subjectId: string, outcomes: readonly ScriptedOutcome[]): void | Promise<void>;
  /**
   * The applicant does what was asked, as attempt 1, 2, …: `upload` hands the documents in, `hosted` goes through the provider's pages.
   * Resolves when that is done, rejects when it is refused.
   */
  applicantActs(subjectId: string, attempt: number): Promise<void>;
  /** The provider ends a hold, or says something else than it did, now. Only `approve` and `reject` are asked for. */
  flip(subjectId: string, outcome: ScriptedOutcome): void | Promise<void>;
  /** Absent where the provider sends no webhooks: whatever happens is then found by looking. */
  readonly hooks?: HookRig;
  /** Something goes wrong with the calls about this applicant, from now on. */
  fault(subjectId: string, trouble: ProviderTrouble): Mend | Promise<Mend>;
  /**
   * How often each effect took place that this applicant, or a person at the provider, gets to see. An effect that is seen only by whoever
   * counts calls, such as a session whose link nobody was given, does not belong here. A name that ends in `-again` is a repetition.
   */
  effects(subjectId: string): EffectCounts | Promise<EffectCounts>;
}

/** What may become of the webhooks about one applicant. Each is called before anything happens that the provider tells of. */
export interface HookRig {
  /** None of them is ever sent. */
  lose(subjectId: string): void | Promise<void>;
  /** Each comes several times. */
  duplicate(subjectId: string): void | Promise<void>;
  /** They overtake each other. */
  reorder(subjectId: string): void | Promise<void>;
  /** Somebody sends the receiver lies that claim an approval of this applicant, who exists by then. Resolves when they were answered. */
  forge(subjectId: string): Promise<void>;
}
