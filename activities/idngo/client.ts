import type { IdngoOperations } from '../../src/providers/idngo/operations';
import type { ProviderClient } from '../../src/providers/operation';

/** IDnGO as the activities call it: one method a row. Whoever opened it closes it. */
export type IdngoClient = ProviderClient<IdngoOperations>;
