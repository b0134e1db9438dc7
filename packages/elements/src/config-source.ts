import { type Config, DEFAULT_CONFIG } from '@cid-elements/core';

/**
 * Reads an institution's configuration from an address or an object. Never throws: what cannot be had is a problem.
 * Addresses are resolved against the page itself, not its `<base>`, which may point elsewhere.
 */
export async function loadConfig(source: string | object | undefined): Promise<{
  readonly config: Config;
  readonly problems: readonly string[];
  readonly warnings?: readonly string[];
}> {
  if (source === undefined || source === null || source === '')
    return { config: DEFAULT_CONFIG, problems: [] };
  try {
    // Only pages that bring a configuration need its reader.
    const { readConfig } = await import('@cid-elements/core/config-reader');
    if (typeof source !== 'string') return readConfig(source);
    const response = await fetch(new URL(source, location.href), {
      credentials: 'same-origin',
      cache: 'no-cache',
    });
    if (!response.ok)
      return { config: DEFAULT_CONFIG, problems: [`the configuration answered HTTP ${response.status}`] };
    return readConfig(await response.json());
  } catch {
    return {
      config: DEFAULT_CONFIG,
      problems: ['the configuration could not be read: no connection, or no JSON'],
    };
  }
}
