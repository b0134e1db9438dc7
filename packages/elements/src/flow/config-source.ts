import { type Config, DEFAULT_CONFIG } from '@cid-elements/core';

export interface LoadedConfig {
  readonly config: Config;
  readonly problems: readonly string[];
  readonly warnings?: readonly string[];
}

/**
 * Reads an institution's configuration from an address or an object. Never throws: a failure to load is a problem, too.
 * Addresses are resolved against the page itself, not its `<base>`, which may point elsewhere.
 */
export async function loadConfig(source: string | object | null | undefined): Promise<LoadedConfig> {
  if (!source) return { config: DEFAULT_CONFIG, problems: [] };
  try {
    return await (await import('./config-fetch.js')).fetchConfig(source);
  } catch {
    return {
      config: DEFAULT_CONFIG,
      problems: ['the configuration did not load.'],
    };
  }
}
