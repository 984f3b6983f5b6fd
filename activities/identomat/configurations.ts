import { failureTypeOf, refusal } from '../../src/domain/failures';
import { documentTypeOf, lettersOf } from '../../src/providers/identomat/reading';
import type { ResponseOf } from '../../src/providers/operation';
import type { IdentomatOperations } from '../../src/providers/identomat/operations';
import type { Requirement } from '../../workflows/providers/contract';
import type { IdentomatClient } from './client';

/** The level of a session begun with nothing but the key: what the company set as its default in the dashboard. */
export const companyDefault = 'default';

/** What a level means at Identomat. */
export interface SessionConfiguration {
  /** Absent for the company's default. */
  readonly configId?: string;
  readonly requirements: readonly Requirement[];
  /** How long the person has, counted from the beginning; absent where the configuration does not say. */
  readonly lifetimeMs?: number;
}

const KEEP_MS = 5 * 60_000;
const MOST_KEPT = 1_000;
const MINUTE_MS = 60_000;
// Minutes, as the vendor's default of 15 is; that the number in a configuration is minutes as well is inferred from it.
const LONGEST_LIFETIME_MINUTES = 60 * 24 * 365;

type Answer = ResponseOf<IdentomatOperations['getSessionConfig']>;
type Step = NonNullable<Answer['steps']>[number];

/**
 * A level of Identomat's is the id of a session configuration, or `default`. Each is read once in five minutes for all cases of the
 * worker. Rejects with `kyc.input.UnknownLevel`.
 */
export function sessionConfigurations(client: IdentomatClient): (level: string) => Promise<SessionConfiguration> {
  const kept = new Map<string, { readAt: number; configuration: Promise<SessionConfiguration> }>();

  return (level) => {
    if (level === companyDefault) return Promise.resolve(unread);
    const known = kept.get(level);
    if (known && Date.now() - known.readAt < KEEP_MS) return known.configuration;
    const configuration = read(client, level);
    // The oldest goes first: which levels there are, a caller decides.
    if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value!);
    kept.set(level, { readAt: Date.now(), configuration });
    configuration.catch(() => kept.delete(level));
    return configuration;
  };
}

// No call tells what it asks for.
const unread: SessionConfiguration = { requirements: [] };

async function read(client: IdentomatClient, level: string): Promise<SessionConfiguration> {
  try {
    const { general, steps = [] } = await client.getSessionConfig({ sessionConfigId: level });
    return {
      configId: level,
      requirements: steps.flatMap(requirementOf),
      lifetimeMs: lifetimeOf(general?.sessionLifetime),
    };
  } catch (error) {
    const type = failureTypeOf(error);
    // An unknown id has no error code of its own: `wrong-parameters` is the only one listed.
    if (type !== 'kyc.provider.Rejected' && type !== 'kyc.provider.NotFound') throw error;
    throw refusal(
      'kyc.input.UnknownLevel',
      `Identomat does not know this level. A level is the id of a session configuration of your dashboard, or '${companyDefault}' for ` +
        `the company's default. Nothing was begun.`,
    );
  }
}

function lifetimeOf(minutes: number | undefined): number | undefined {
  const usable = minutes !== undefined && minutes > 0 && minutes <= LONGEST_LIFETIME_MINUTES;
  return usable ? minutes * MINUTE_MS : undefined;
}

/** Steps that ask for a document or a face. The others (questionnaire, e-mail, video call) are met on the provider's pages all the same. */
function requirementOf({ type, flags }: Step): Requirement[] {
  switch (lettersOf(type ?? '')) {
    case 'identitydocument': {
      const types = flags?.['documentTypes'];
      const known = Array.isArray(types) ? types.slice(0, 50).flatMap((one) => documentTypeOf(one) ?? []) : [];
      return [{ step: 'IDENTITY', types: [...new Set(known)] }];
    }
    case 'liveness':
      return [{ step: 'SELFIE', types: ['SELFIE'] }];
    case 'proofofaddress':
      return [{ step: 'PROOF_OF_ADDRESS', types: ['UTILITY_BILL', 'BANK_STATEMENT'] }];
    default:
      return [];
  }
}
