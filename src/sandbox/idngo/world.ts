import type { Handler } from '../gateway';
import type { Identifiers } from '../identifiers';
import type { Timers } from '../timers';
import type { IdngoOperations } from '../../providers/idngo/operations';
import type { ActionLifeCycle } from './action-life-cycle';
import type { ActionRegister } from './actions';
import type { ApplicantRegister } from './applicants';
import type { HostedLinks } from './hosted-links';
import type { LifeCycle } from './life-cycle';
import type { UploadRemarks } from './upload-remarks';
import type { IdngoWebhooks } from './webhooks';

/** One answer for every operation; a row without a handler does not compile. */
export type IdngoHandlers = Record<keyof IdngoOperations, Handler>;

/** Everything the simulated account consists of. */
export interface World {
  readonly now: () => number;
  readonly ids: Identifiers;
  readonly timers: Timers;
  readonly applicants: ApplicantRegister;
  readonly actions: ActionRegister;
  readonly links: HostedLinks;
  readonly uploadRemarks: UploadRemarks;
  readonly webhooks: IdngoWebhooks;
  readonly lifeCycle: LifeCycle;
  readonly actionLifeCycle: ActionLifeCycle;
  /** Largest document that is taken, in bytes. */
  readonly maxFileBytes: number;
  /** How long a report takes, in real milliseconds. */
  readonly reportMs: number;
  /** Whether the app token is one of the vendor's Sandbox. */
  readonly sandboxToken: boolean;
}
