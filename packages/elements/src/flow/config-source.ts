import { type Config, DEFAULT_CONFIG } from '@cid-elements/core';

export interface LoadedConfig {
  readonly config: Config;
  readonly problems: readonly string[];
  readonly warnings?: readonly string[];
}

/**
 * Reads an institution's configuration from a URL or an object. Never rejects: a failure to load is a
 * problem. URLs are resolved against the page itself, not its `<base>`, which may be of another site.
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
