import type { IdentomatOperations } from '../../providers/identomat/operations';
import type { Handler } from '../gateway';
import type { Identifiers } from '../identifiers';
import type { Timers } from '../timers';
import type { Blacklist } from './blacklist';
import type { IdentomatCallbacks } from './callbacks';
import type { LifeCycle } from './life-cycle';
import type { SessionScripts } from './outcomes';
import type { UndecidedWords } from './result-view';
import type { Monitoring, ScreeningList } from './screening';
import type { Session, SessionRegister } from './sessions';
import type { Staff } from './staff';

/** One answer for every operation; a row without a handler does not compile. */
export type IdentomatHandlers = Record<keyof IdentomatOperations, Handler>;

/** Everything the simulated company consists of. */
export interface World {
  readonly now: () => number;
  readonly ids: Identifiers;
  readonly timers: Timers;
  readonly sessions: SessionRegister;
  readonly scripts: SessionScripts;
  readonly lifeCycle: LifeCycle;
  readonly callbacks: IdentomatCallbacks;
  readonly list: ScreeningList;
  readonly monitoring: Monitoring;
  readonly blacklist: Blacklist;
  readonly staff: Staff;
  readonly words: UndecidedWords;
  /** Minutes that a session without a configuration lives. */
  readonly sessionLifetime: number;
  /** Where the user goes. */
  readonly widgetLink: (session: Session) => string;
}
