import type { Kysely } from 'kysely';
import type { References } from './store';
import type { Tables } from './tables';

export function openReferences(db: Kysely<Tables>): References {
  return {
    async find({ provider, kind, reference }) {
      const rows = await db
        .selectFrom('provider_references')
        .select('workflow_id')
        .where('provider', '=', provider)
        .where('kind', '=', kind)
        .where('reference', '=', reference)
        .orderBy('link', 'desc')
        .execute();
      return rows.map((row) => row.workflow_id);
    },
  };
}
