import type { IdentomatHandlers, World } from '../world';
import { administrationHandlers } from './administration';
import { blacklistHandlers } from './blacklist';
import { imageHandlers } from './images';
import { screeningHandlers } from './screening';
import { sessionDataHandlers } from './session-data';
import { sessionHandlers } from './sessions';
import { videoCallHandlers } from './video-calls';

/** The answer to every operation of Identomat, from the state of the simulated company. */
export function identomatHandlers(world: World): IdentomatHandlers {
  return {
    ...sessionHandlers(world),
    ...sessionDataHandlers(world),
    ...screeningHandlers(world),
    ...blacklistHandlers(world),
    ...videoCallHandlers(world),
    ...administrationHandlers(world),
    ...imageHandlers(world),
  };
}
