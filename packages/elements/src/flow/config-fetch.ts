import { DEFAULT_CONFIG, readConfig } from '@cid-elements/core';
import type { LoadedConfig } from './config-source.js';

/** How long a configuration may take, ms. */
const DEADLINE_MS = 8_000;

/** Reads a configuration: only pages that bring one need this part. May throw. */
export async function fetchConfig(source: string | object): Promise<LoadedConfig> {
  if (typeof source !== 'string') return readConfig(source);
  const response = await fetch(new URL(source, location.href), {
    cache: 'no-cache',
    signal: AbortSignal.timeout(DEADLINE_MS),
  });
  if (response.ok) return readConfig(await response.json());
  return { config: DEFAULT_CONFIG, problems: [`the configuration answered HTTP ${response.status}`] };
}
