import type { Notifier } from '../src/notifications/notifier';
import type { Store } from '../src/store/store';
import type { IdentomatClient, IdentomatSettings } from './identomat/client';
import type { IdngoClient } from './idngo/client';
import type { Requirement } from '../workflows/providers/contract';
import type { VultsecurityClient, VultsecuritySettings } from './vultsecurity/client';

/** A provider, as a worker serves it. */
export interface ProviderAdapter {
  /** As it is registered with the workflows: `registerProvider(name, …)`. */
  readonly name: string;
  /** What a level asks for; rejects with `kyc.input.UnknownLevel`. */
  readonly levels: LevelReader;
  /** What the workflows' half calls, by name: `<provider>.<operation>`. */
  readonly activities: Activities;
}

/** What a level asks for; rejects with `kyc.input.UnknownLevel`. */
export type LevelReader = (request: { level: string }) => Promise<readonly Requirement[]>;

/** The outside world, as the activities of one worker see it. */
export interface ActivityDependencies {
  readonly store: Store;
  /** Largest document, in bytes. */
  readonly maxDocumentBytes: number;
  /** Absent when nobody listens. */
  readonly notifier?: Notifier;
  readonly idngo?: IdngoClient;
  readonly identomat?: { readonly client: IdentomatClient; readonly settings: IdentomatSettings };
  /** Providers that are not ours. */
  readonly adapters?: readonly ProviderAdapter[];
  readonly vultsecurity?: { readonly client: VultsecurityClient; readonly settings: VultsecuritySettings };
}

/** Activities by name, as a worker registers them. */
export type Activities = Record<string, (...args: never[]) => Promise<unknown>>;
