import { describeConformance } from '../support/rigs/describe-conformance';
import { idngoRig } from '../support/rigs/idngo';

describeConformance(
  'IDnGO conforms',
  { upload: idngoRig('upload'), hosted: idngoRig('hosted') },
  { sandbox: { timeScale: 1_000_000, idngo: { reviewMs: 20 } } },
);
