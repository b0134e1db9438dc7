/**
 * The replay memory: a code seen twice within two minutes is `used-code`. Only a keyed hash is remembered, cut to
 * 128 bits. A store that is down does not stop the desk: MAX still judges every code, and codes turn over every 30 s;
 * each process then remembers for itself, the log says so once and `/readyz` says so until it is mended.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { errorName, type Log } from '../log.js';
import type { MemoryStore } from './memory.js';
import type { Store } from './store.js';

/** How long a code is remembered, ms. */
export const REPLAY_MS = 120_000;

export interface ReplayGuard {
  /** Whether the code is seen for the first time in two minutes. Never throws. */
  claim(code: string): Promise<boolean>;
  /** Forgets a code that nobody has judged, so that the clerk may press «again». Never throws. */
  release(code: string): Promise<void>;
  healthy(): boolean;
}

/** Host names are spelled in more than one way for one code; what follows the host is exact. */
function subject(code: string): string {
  const slash = code.indexOf('/', 'https://'.length);
  const fragment = code.indexOf('#');
  return code.slice(slash < 0 ? 0 : slash, fragment < 0 ? undefined : fragment);
}

/**
 * @param local the memory of this process, asked first: it stands in when the shared store is down. @param shared the
 * store that processes share, if there is one. @param secret the key they share; without a shared store the key is
 * random and dies with the process.
 */
export function createReplayGuard(
  log: Log,
  local: MemoryStore,
  shared?: Store,
  secret?: () => Promise<Uint8Array>,
): ReplayGuard {
  const ownKey = randomBytes(32);
  let down = false;
  /** Claims to be undone in the shared store as soon as it can be reached, with the time when they end anyway. */
  const owed = new Map<string, number>();

  const hash = async (code: string): Promise<string> => {
    const key = shared && secret ? await secret() : ownKey;
    const digest = createHmac('sha256', key).update(subject(code)).digest('hex').slice(0, 32);
    return `used:${digest}`;
  };

  async function ask<T>(work: (store: Store) => Promise<T>): Promise<T | undefined> {
    if (!shared) return undefined;
    try {
      const result = await work(shared);
      if (down) log({ level: 'info', event: 'replay-store-back' });
      down = false;
      return result;
    } catch (error) {
      if (!down) log({ level: 'error', event: 'replay-store-down', error: errorName(error) });
      down = true;
      return undefined;
    }
  }

  /** A claim whose answer was lost may stand in the store although nobody judged the code. */
  async function settle(store: Store, key: string): Promise<void> {
    if (!owed.has(key)) return;
    await store.undoOnce(key);
    owed.delete(key);
  }

  return {
    async claim(code) {
      const key = await hash(code);
      if (!(await local.once(key, REPLAY_MS))) return false;
      const granted = await ask(async (store) => {
        await settle(store, key);
        return store.once(key, REPLAY_MS);
      });
      return granted ?? true;
    },
    async release(code) {
      const key = await hash(code);
      if (shared) {
        for (const [old, until] of owed) if (until <= Date.now()) owed.delete(old);
        owed.set(key, Date.now() + REPLAY_MS);
        await ask((store) => settle(store, key));
      }
      await local.undoOnce(key);
    },
    healthy: () => !down && (shared?.healthy() ?? true),
  };
}
