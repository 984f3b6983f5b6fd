// Everything that touches the world, by activity name. A worker registers these through the plugin, or by hand.
import { identomatOperations } from '../src/providers/identomat/operations';
import { idngoOperations } from '../src/providers/idngo/operations';
import { vultsecurityOperations } from '../src/providers/vultsecurity/operations';
import type { Activities, ActivityDependencies, ProviderAdapter } from './dependencies';
import { identomatActivities, identomatLevels } from './identomat';
import { idngoActivities } from './idngo';
import { levelDescriptions } from './idngo/levels';
import { journalActivities } from './journal';
import { notificationActivities } from './notification';
import { preparationActivities } from './preparation';
import { providerActivities } from './provider';
import { vultsecurityActivities } from './vultsecurity';
import { vultsecurityLevels } from './vultsecurity/levels';

export type { Activities, ActivityDependencies, LevelReader, ProviderAdapter } from './dependencies';

export function createActivities(dependencies: ActivityDependencies): Activities {
  const { store, maxDocumentBytes, notifier } = dependencies;
  const providers = configuredProviders(dependencies);
  const levels = Object.fromEntries(providers.map(({ name, levels }) => [name, levels]));
  return {
    ...journalActivities(store.journal),
    ...notificationActivities(notifier),
    ...preparationActivities(levels, { notifies: notifier !== undefined, maxDocumentBytes }),
    ...providers.reduce<Activities>((all, { activities }) => ({ ...all, ...activities }), {}),
  };
}

function configuredProviders({
  store,
  adapters = [],
  idngo,
  identomat,
  vultsecurity,
}: ActivityDependencies): ProviderAdapter[] {
  const { quotas } = store;
  return [
    ...(idngo
      ? [
          {
            name: 'idngo',
            levels: levelDescriptions(idngo),
            activities: { ...providerActivities('idngo', idngoOperations, idngo, quotas), ...idngoActivities(idngo) },
          },
        ]
      : []),
    ...(identomat
      ? [
          {
            name: 'identomat',
            levels: identomatLevels(identomat.client),
            activities: {
              ...providerActivities('identomat', identomatOperations, identomat.client, quotas),
              ...identomatActivities(identomat.client, identomat.settings),
            },
          },
        ]
      : []),
    ...(vultsecurity
      ? [
          {
            name: 'vultsecurity',
            levels: vultsecurityLevels,
            activities: {
              ...providerActivities('vultsecurity', vultsecurityOperations, vultsecurity.client, quotas),
              ...vultsecurityActivities(vultsecurity.client, vultsecurity.settings),
            },
          },
        ]
      : []),
    ...adapters,
  ];
}
