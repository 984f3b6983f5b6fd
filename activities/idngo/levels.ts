import { refusal } from '../../src/domain/failures';
import type { Requirement } from '../../workflows/providers/contract';
import type { IdngoClient } from './client';

const KEEP_MS = 5 * 60_000;

/** What a level asks for. The list of levels is read once in five minutes for all cases of the worker; an unknown level reads it anew. */
export function levelDescriptions(client: IdngoClient) {
  let levels: Promise<Map<string, readonly Requirement[]>> | undefined;
  let readAt = 0;

  const read = () => {
    readAt = Date.now();
    levels = listLevels(client);
    levels.catch(() => (levels = undefined));
    return levels;
  };

  return async ({ level }: { level: string }): Promise<readonly Requirement[]> => {
    const fresh = levels !== undefined && Date.now() - readAt < KEEP_MS;
    let known = await (fresh ? levels! : read());
    if (fresh && !known.has(level)) known = await read();
    const requirements = known.get(level);
    if (requirements) return requirements;
    throw refusal(
      'kyc.input.UnknownLevel',
      `IDnGO does not know this level. Known: ${[...known.keys()].sort().join(', ') || 'none'}. ` +
        `Levels are case-sensitive and belong to one environment. Nothing was sent.`,
    );
  };
}

async function listLevels(client: IdngoClient): Promise<Map<string, readonly Requirement[]>> {
  const { items = [] } = await client.listLevels({});
  return new Map(
    items.flatMap(({ name, requiredIdDocs }) => {
      if (name === undefined) return [];
      // Steps without document types (applicant data, e-mail, questionnaire) are not met by handing in a document.
      const requirements = (requiredIdDocs?.docSets ?? []).flatMap(({ idDocSetType, types }) =>
        idDocSetType !== undefined && types && types.length > 0 ? [{ step: idDocSetType, types }] : [],
      );
      return [[name, requirements] as const];
    }),
  );
}
