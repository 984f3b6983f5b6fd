import type { KycTestEnvironment, KycTestEnvironmentOptions, ProviderRig } from '../../../src/testing';
import { conformance } from '../../../src/testing';
import { describeFlow } from '../flow';

/** The list of the conformance kit over one environment of its own; what is not applicable shows as skipped, with the reason. */
export function describeConformance(
  name: string,
  rigs: Readonly<Record<string, (environment: () => KycTestEnvironment) => ProviderRig>>,
  options: KycTestEnvironmentOptions = {},
): void {
  describeFlow(
    name,
    (flow) => {
      describe.each(Object.entries(rigs))('%s', (_how, rigOf) => {
        for (const { name, notApplicable, run } of conformance(rigOf(() => flow.env))) {
          (notApplicable === undefined ? test : test.skip)(name, run);
        }
      });
    },
    options,
  );
}
