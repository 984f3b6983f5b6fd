import { describeConformance } from '../support/rigs/describe-conformance';
import { identomatRig } from '../support/rigs/identomat';

describeConformance(
  'Identomat conforms',
  { hosted: identomatRig },
  { sandbox: { timeScale: 1_000_000, identomat: { reviewMs: 20 } } },
);
