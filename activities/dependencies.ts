import type { Config } from '../src/config';
import type { Notifier } from '../src/notifications/notifier';
import type { IdngoOperations } from '../src/providers/idngo/operations';
import type { ProviderClient } from '../src/providers/operation';
import type { Store } from '../src/store/store';

/** The outside world, as the activities of one worker see it. */
export interface ActivityDependencies {
  readonly config: Config;
  readonly store: Store;
  /** Absent when nobody listens. */
  readonly notifier?: Notifier;
  readonly idngo?: ProviderClient<IdngoOperations>;
}

/** Activities by name, as a worker registers them. */
export type Activities = Record<string, (...args: never[]) => Promise<unknown>>;
