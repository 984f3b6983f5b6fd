import type { IdngoHandlers, World } from '../world';
import { accessHandlers } from './access';
import { actionHandlers } from './actions';
import { applicantHandlers } from './applicants';
import { checkHandlers } from './checks';
import { documentHandlers } from './documents';
import { importHandlers } from './imports';
import { levelHandlers } from './levels';
import { reviewHandlers } from './reviews';

/** The answer to every operation of IDnGO, from the state of the simulated account. */
export function idngoHandlers(world: World, baseUrl: () => string): IdngoHandlers {
  return {
    ...applicantHandlers(world),
    ...documentHandlers(world),
    ...reviewHandlers(world),
    ...checkHandlers(world),
    ...actionHandlers(world),
    ...accessHandlers(world, baseUrl),
    ...levelHandlers(),
    ...importHandlers(world),
  };
}
