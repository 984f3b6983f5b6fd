// Everything that touches the world, by activity name. A worker registers these through the plugin, or by hand.
import { idngoOperations } from '../src/providers/idngo/operations';
import type { Activities, ActivityDependencies } from './dependencies';
import { idngoActivities } from './idngo';
import { levelDescriptions } from './idngo/levels';
import { journalActivities } from './journal';
import { notificationActivities } from './notification';
import { preparationActivities } from './preparation';
import { providerActivities } from './provider';

export type { Activities, ActivityDependencies } from './dependencies';

export function createActivities({ store, maxDocumentBytes, notifier, idngo }: ActivityDependencies): Activities {
  const installation = { notifies: notifier !== undefined, maxDocumentBytes };
  return {
    ...journalActivities(store.journal),
    ...notificationActivities(notifier),
    ...preparationActivities({ ...(idngo && { idngo: levelDescriptions(idngo) }) }, installation),
    ...(idngo && { ...providerActivities('idngo', idngoOperations, idngo, store.quotas), ...idngoActivities(idngo) }),
  };
}
