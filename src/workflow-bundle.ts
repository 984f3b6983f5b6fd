import type { BundleOptions } from '@temporalio/worker';

/** Our workflows, and the entry that puts a user's own beside them. Absolute, so that strict package managers find them. */
export const OWN_WORKFLOWS = require.resolve('../workflows');
const COMBINED_WORKFLOWS = require.resolve('../workflows/combined');

/** Bundles our workflows beside the user's: automatically, unless the user's entry re-exports them. Applying it twice changes nothing. */
export function combineWorkflows(options: BundleOptions): BundleOptions {
  const { workflowsPath } = options;
  if (workflowsPath === undefined || workflowsPath === OWN_WORKFLOWS)
    return { ...options, workflowsPath: OWN_WORKFLOWS };
  if (workflowsPath === COMBINED_WORKFLOWS) return options;
  const before = options.webpackConfigHook;
  return {
    ...options,
    workflowsPath: COMBINED_WORKFLOWS,
    webpackConfigHook: (given) => {
      const config = before ? before(given) : given;
      const alias = {
        ...(config.resolve?.alias as Record<string, string>),
        'temporal-kyc-user-workflows$': workflowsPath,
      };
      return { ...config, resolve: { ...config.resolve, alias } };
    },
  };
}
