import { conformance } from 'temporal-kyc/testing';
import { acmeRig, startAcme } from '../../examples/own-provider/acme-rig';
import { quieten } from '../support/flow';
import { describeWithTimeSkipping } from '../support/with-server';

// As its reader would have it: everything comes from the built package.
describeWithTimeSkipping('the made-up provider of the example conforms', () => {
  let started: Awaited<ReturnType<typeof startAcme>>;
  beforeAll(async () => {
    quieten();
    started = await startAcme();
  }, 60_000);
  afterAll(() => started?.stop(), 30_000);

  for (const { name, notApplicable, run } of conformance(acmeRig(() => started))) {
    (notApplicable === undefined ? test : test.skip)(name, run);
  }
});
