/** Opens the configured store. The database and Redis clients are imported only if they are used. */

import { ConfigError, type StoreSetting } from '../config.js';
import { defined } from '../defined.js';
import type { Log } from '../log.js';
import { createLimiter, type Limiter } from './limits.js';
import { MemoryStore } from './memory.js';
import { createReplayGuard, type ReplayGuard } from './replay.js';
import type { Store } from './store.js';

export interface OpenStore {
  /** The shared store, or the memory of this process. */
  readonly store: Store;
  readonly replay: ReplayGuard;
  readonly limiter: Limiter;
  close(): Promise<void>;
}

async function openShared(
  setting: StoreSetting,
  log: Log,
  claims: () => readonly (readonly [key: string, leftMs: number])[],
): Promise<Store | undefined> {
  if (setting.kind === 'memory') return undefined;
  if (setting.kind === 'redis') {
    const [{ RedisStore }, { parseRedisAddress }] = await Promise.all([
      import('./redis.js'),
      import('./redis-address.js'),
    ]);
    const address = parseRedisAddress(setting.url);
    if (address === undefined) throw new ConfigError(['CID_STORE is not a Redis address']);
    const { ca } = setting;
    const store = new RedisStore({
      address,
      log,
      claims,
      ...defined({ ca }),
    });
    // Wait for the first connection attempt, so that the first check does not have to.
    await store.started();
    return store;
  }
  const { FileStore } = await import('./file.js');
  try {
    return new FileStore(setting.path);
  } catch {
    throw new ConfigError(['CID_STORE names a file that cannot be opened as a store']);
  }
}

/**
 * @param secret of the replay memory, the same in every process that shares the store.
 * @throws {ConfigError} if a file cannot be opened as a store.
 */
export async function openStore(
  setting: StoreSetting,
  log: Log,
  secret: () => Promise<Uint8Array>,
): Promise<OpenStore> {
  const local = new MemoryStore();
  let replay: ReplayGuard | undefined;
  const shared = await openShared(setting, log, () => replay?.held() ?? []);
  const guard = createReplayGuard(log, shared, secret);
  replay = guard;
  return {
    store: shared ?? local,
    replay: guard,
    limiter: createLimiter(local, shared, secret),
    async close() {
      guard.close();
      await local.close();
      await shared?.close();
    },
  };
}
