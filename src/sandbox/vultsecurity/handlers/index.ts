import { withClientId } from '../authentication';
import type { VultsecurityHandlers, World } from '../world';
import { idaHandlers } from './ida';
import { idaSdkHandlers } from './ida-sdk';
import { identityHandlers } from './identities';
import { idvSdkHandlers } from './idv-sdk';
import { idvSessionHandlers } from './idv-sessions';
import { idvSettingHandlers } from './idv-settings';
import { utilityHandlers } from './utility';
import { webhookHandlers } from './webhooks';

/** The answer to every operation of VultSecurity, from the state of the simulated account. */
export function vultsecurityHandlers(world: World, baseUrl: () => string): VultsecurityHandlers {
  return {
    ...utilityHandlers(world, baseUrl),
    ...withClientId(world.credentials, { ...idvSdkHandlers(world), ...idaSdkHandlers(world) }),
    ...idvSessionHandlers(world),
    ...idvSettingHandlers(world),
    ...idaHandlers(world),
    ...identityHandlers(world),
    ...webhookHandlers(world),
  };
}
