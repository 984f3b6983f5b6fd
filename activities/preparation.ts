import { refusal } from '../src/domain/failures';
import type { Installation, Preparation } from '../workflows/effects';
import type { Activities, LevelReader } from './dependencies';

/** One look at provider and installation before a case opens. `levels` has a reader for each configured provider. */
export function preparationActivities(
  levels: Readonly<Record<string, LevelReader>>,
  installation: Installation,
): Activities {
  return {
    'installation.describe': () => Promise.resolve(installation),

    'case.prepare': async ({ provider, level }: { provider: string; level: string }): Promise<Preparation> => {
      const read = Object.hasOwn(levels, provider) ? levels[provider] : undefined;
      if (read === undefined) {
        const known = Object.keys(levels).sort().join(', ') || 'none';
        throw refusal('kyc.config.Invalid', `This worker has no configuration for the provider. Configured: ${known}.`);
      }
      return { requirements: await read({ level }), ...installation };
    },
  };
}
