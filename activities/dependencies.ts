import type { Notifier } from '../src/notifications/notifier';
import type { Store } from '../src/store/store';
import type { IdentomatClient, IdentomatSettings } from './identomat/client';
import type { IdngoClient } from './idngo/client';
import type { VultsecurityClient, VultsecuritySettings } from './vultsecurity/client';

/** The outside world, as the activities of one worker see it. */
export interface ActivityDependencies {
  readonly store: Store;
  /** Largest document, in bytes. */
  readonly maxDocumentBytes: number;
  /** Absent when nobody listens. */
  readonly notifier?: Notifier;
  readonly idngo?: IdngoClient;
  readonly identomat?: { readonly client: IdentomatClient; readonly settings: IdentomatSettings };
  readonly vultsecurity?: { readonly client: VultsecurityClient; readonly settings: VultsecuritySettings };
}

/** Activities by name, as a worker registers them. */
export type Activities = Record<string, (...args: never[]) => Promise<unknown>>;
