// Everything that touches the world, by activity name. A worker registers these through the plugin, or by hand.
import { identomatOperations } from '../src/providers/identomat/operations';
import { idngoOperations } from '../src/providers/idngo/operations';
import { vultsecurityOperations } from '../src/providers/vultsecurity/operations';
import type { Activities, ActivityDependencies } from './dependencies';
import { identomatActivities, identomatLevels } from './identomat';
import { idngoActivities } from './idngo';
import { levelDescriptions } from './idngo/levels';
import { journalActivities } from './journal';
import { notificationActivities } from './notification';
import { preparationActivities } from './preparation';
import type { LevelReader } from './preparation';
import { providerActivities } from './provider';
import { vultsecurityActivities } from './vultsecurity';
import { vultsecurityLevels } from './vultsecurity/levels';

export type { Activities, ActivityDependencies } from './dependencies';

export function createActivities(dependencies: ActivityDependencies): Activities {
  const { store, maxDocumentBytes, notifier } = dependencies;
  const providers = configuredProviders(dependencies);
  const levels = Object.fromEntries(providers.map((one) => [one.provider, one.levels]));
  return {
    ...journalActivities(store.journal),
    ...notificationActivities(notifier),
    ...preparationActivities(levels, { notifies: notifier !== undefined, maxDocumentBytes }),
    ...Object.assign({}, ...providers.map(({ activities }) => activities)),
  };
}

interface ProviderPart {
  readonly provider: string;
  readonly levels: LevelReader;
  /** One a row, and those that need several calls. */
  readonly activities: Activities;
}

function configuredProviders({ store, idngo, identomat, vultsecurity }: ActivityDependencies): ProviderPart[] {
  const { quotas } = store;
  return [
    ...(idngo
      ? [
          {
            provider: 'idngo',
            levels: levelDescriptions(idngo),
            activities: { ...providerActivities('idngo', idngoOperations, idngo, quotas), ...idngoActivities(idngo) },
          },
        ]
      : []),
    ...(identomat
      ? [
          {
            provider: 'identomat',
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
            provider: 'vultsecurity',
            levels: vultsecurityLevels,
            activities: {
              ...providerActivities('vultsecurity', vultsecurityOperations, vultsecurity.client, quotas),
              ...vultsecurityActivities(vultsecurity.client, vultsecurity.settings),
            },
          },
        ]
      : []),
  ];
}
