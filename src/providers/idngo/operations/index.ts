import { accessOperations } from './access';
import { actionOperations } from './actions';
import { applicantOperations } from './applicants';
import { checkOperations } from './checks';
import { documentOperations } from './documents';
import { importOperations } from './import';
import { levelOperations } from './levels';
import { sandboxOperations } from './sandbox';

/** Every operation of IDnGO: the 28 that the vendor's pages describe and 5 that the flow needs beside them. */
export const idngoOperations = {
  ...applicantOperations,
  ...documentOperations,
  ...checkOperations,
  ...actionOperations,
  ...accessOperations,
  ...levelOperations,
  ...importOperations,
  ...sandboxOperations,
} as const;

/** For `import type` in workflows, which take request and response types from it and must not load the schemas. */
export type IdngoOperations = typeof idngoOperations;
