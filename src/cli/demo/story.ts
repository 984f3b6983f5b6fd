import type { KycClient } from '../../client/kyc-client';
import type { ProviderName, Sandbox } from '../../sandbox';
import type { Voice } from './story-log';

/**
 * One story of the demo, as data: what must come out, what must be on record, and what the provider must have seen; `play` is what the
 * people in it do. A further process adds its stories in a file of its own, and a line in `stories.ts`.
 */
export interface Story {
  /** Stable, for `--json`. */
  readonly name: string;
  /** For people: what happens. */
  readonly title: string;
  readonly process: 'onboarding';
  readonly provider: ProviderName;
  readonly outcome: string;
  /** Evidence that must be on record, in this order; other entries may stand between. */
  readonly evidence: readonly string[];
  /** Everything that this provider would show to a person of this applicant, exactly. */
  readonly effects: Readonly<Record<string, number>>;
  /** Resolves when nobody has anything left to do: the decision comes by itself. Throws when something is not as it should be. */
  play(scene: Scene): Promise<void>;
  /** Looks at what else must hold once the case is decided. Throws when it does not. */
  after?(scene: Scene): Promise<void> | void;
}

/** Where a story is played. */
export interface Scene {
  readonly subjectId: string;
  readonly kyc: KycClient;
  readonly sandbox: Sandbox;
  /** Adds a line to the timeline. */
  readonly say: (who: Voice, what: string) => void;
  /** Resolves when the case is in this phase; rejects when that takes too long. */
  readonly reached: (phase: string) => Promise<void>;
  /** Kills the worker as a crash would, and starts another. */
  readonly crashWorker: () => Promise<void>;
}

/** Something in a story is not as it should be. */
export class StoryFailed extends Error {
  readonly type = 'kyc.demo.StoryFailed';
}

export function must(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new StoryFailed(otherwise);
}
