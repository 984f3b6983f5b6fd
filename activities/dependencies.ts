import type { Notifier } from '../src/notifications/notifier';

import type { IdngoClient } from './idngo/client';
import type { Store } from '../src/store/store';

/** The outside world, as the activities of one worker see it. */
export interface ActivityDependencies {
  readonly store: Store;
  /** Largest document, in bytes. */
  readonly maxDocumentBytes: number;
  /** Absent when nobody listens. */
  readonly notifier?: Notifier;
  readonly idngo?: IdngoClient;
}

/** Activities by name, as a worker registers them. */
export type Activities = Record<string, (...args: never[]) => Promise<unknown>>;
