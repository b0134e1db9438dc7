import { DEFAULT_CONFIG, readConfig } from '@cid-elements/core';
import type { LoadedConfig } from './config-source.js';

/** Timeout of the request. */
const DEADLINE_MS = 8_000;

/** Fetches and reads a configuration. May reject. Loaded lazily: only pages with a configuration need it. */
export async function fetchConfig(source: string | object): Promise<LoadedConfig> {
  if (typeof source !== 'string') return readConfig(source);
  const response = await fetch(new URL(source, location.href), {
    cache: 'no-cache',
    signal: AbortSignal.timeout(DEADLINE_MS),
  });
  if (response.ok) return readConfig(await response.json());
  return { config: DEFAULT_CONFIG, problems: [`the configuration answered HTTP ${response.status}`] };
}
