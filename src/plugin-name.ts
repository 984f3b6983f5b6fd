import type { Config } from './config';

/** How Temporal lists the plugin. */
export const PLUGIN_NAME = 'temporal-kyc.KycPlugin';

/**
 * The configuration of our plugin among others. By its name, since a client must not load the plugin itself: that would bring the whole
 * worker into every backend service.
 */
export function pluginConfig(plugins: readonly { readonly name: string }[] = []): Config | undefined {
  const ours = plugins.find(({ name }) => name === PLUGIN_NAME) as { readonly config?: Config } | undefined;
  return ours?.config;
}
