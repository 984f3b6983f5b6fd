// Everything that touches the world, by activity name. A worker registers these through the plugin, or by hand.
import { idngoOperations } from '../src/providers/idngo/operations';
import type { Activities, ActivityDependencies } from './dependencies';
import { idngoActivities } from './idngo';
import { journalActivities } from './journal';
import { notificationActivities } from './notification';
import { providerActivities } from './provider';

export type { Activities, ActivityDependencies } from './dependencies';

export function createActivities({ config, store, notifier, idngo }: ActivityDependencies): Activities {
  return {
    ...journalActivities(store.journal),
    ...notificationActivities(notifier),
    ...(idngo && {
      ...providerActivities('idngo', idngoOperations, idngo, store.quotas),
      ...idngoActivities(idngo, { statusRead: config.providers.idngo?.statusRead ?? 'status' }),
    }),
  };
}
