/**
 * Replay protection: a code that is sent twice within two minutes gives `used-code`. Only a keyed hash, cut
 * to 128 bits, is stored. If the store is down, checks continue, because MAX still judges every code and
 * codes change every 30 s. Each process then uses its own memory; the fault is logged once, and `/readyz`
 * reports it until it ends.
 */
import { createHmac, hash as oneShot, randomBytes } from 'node:crypto';
import { errorName, type Log } from '../log.js';
import { HeldClaims } from './held.js';
import { RecentSet } from './recent.js';
import { monotonicMs, type Store } from './store.js';

/** How long a code is remembered, ms. */
export const REPLAY_MS = 120_000;

export interface ReplayGuard {
  /** Returns true if the code was not seen within the last two minutes. Never throws. */
  claim(code: string): Promise<boolean>;
  /** Forgets a code that got no verdict, so that the clerk can retry it. Never throws. */
  release(code: string): Promise<void>;
  /** The claims of this process in the shared store, with their remaining time, ms. */
  held(): (readonly [key: string, leftMs: number])[];
  healthy(): boolean;
  /** Code of the current fault of the shared store. */
  fault(): string | undefined;
  close(): void;
}

/** How often expired entries are dropped, ms. Doing it at every check would be too slow. */
const SWEEP_INTERVAL_MS = 1_000;

/** The key of a hash in the shared store. */
const keyOf = (name: string): string => `used:${name}`;

/**
 * The part of a code that identifies it. The host is left out, because one code can have several spellings of
 * it.
 */
function subject(code: string): string {
  const slash = code.indexOf('/', 'https://'.length);
  const fragment = code.indexOf('#');
  return code.slice(slash < 0 ? 0 : slash, fragment < 0 ? undefined : fragment);
}

/**
 * The memory of this process is asked first and is the fallback when the shared store is down. It uses a
 * random key that is never stored.
 * @param shared the store that the processes share, if there is one.
 * @param secret the key for hashes in the shared store.
 */
export function createReplayGuard(log: Log, shared?: Store, secret?: () => Promise<Uint8Array>): ReplayGuard {
  const localKey = randomBytes(32).toString('hex');
  const local = new RecentSet(REPLAY_MS);
  let down = false;
  /**
   * Claims to undo in the shared store as soon as it is reachable, with the time at which they expire anyway.
   */
  const pendingUndos = new Map<string, number>();
  /** Claims in the shared store. After a failover the new server may have missed them. */
  const held = new HeldClaims(REPLAY_MS);
  /** The current key, and the previous one until all claims made with it have expired. */
  let sharedKey: Uint8Array | undefined;
  let formerKey: { readonly key: Uint8Array; readonly until: number } | undefined;

  const hash = (key: Uint8Array, text: string): string =>
    createHmac('sha256', key).update(text).digest('hex').slice(0, 32);

  /** Does not leave the process, so a prefix hash suffices instead of a slower HMAC. */
  const localPrint = (text: string): Buffer => oneShot('sha256', localKey + text, 'buffer');

  /**
   * The hashes of a code in the shared store. A new token changes the key; claims under the old key remain
   * valid.
   */
  async function sharedNames(text: string): Promise<string[]> {
    if (!secret) return [];
    const key = await secret();
    if (sharedKey && sharedKey !== key && Buffer.compare(sharedKey, key) !== 0) {
      formerKey = { key: sharedKey, until: monotonicMs() + REPLAY_MS };
    }
    sharedKey = key;
    if (formerKey && formerKey.until <= monotonicMs()) formerKey = undefined;
    return [key, ...(formerKey ? [formerKey.key] : [])].map((each) => hash(each, text));
  }

  let sweptAt = 0;
  function dropExpiredUndos(): void {
    const now = monotonicMs();
    if (now - sweptAt < SWEEP_INTERVAL_MS) return;
    sweptAt = now;
    // Insertion order is the order of expiry, because all entries have the same TTL.
    for (const [name, until] of pendingUndos) {
      if (until > now) return;
      pendingUndos.delete(name);
    }
  }

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

  /** Undoes a claim that may have been stored although its answer was lost and the code got no verdict. */
  async function undoPending(store: Store, name: string): Promise<void> {
    if (!pendingUndos.has(name)) return;
    await store.undoOnce(keyOf(name));
    pendingUndos.delete(name);
  }

  async function claimShared(store: Store, names: readonly string[]): Promise<boolean> {
    const granted = await Promise.all(
      names.map(async (name) => {
        await undoPending(store, name);
        return store.once(keyOf(name), REPLAY_MS);
      }),
    );
    return !granted.includes(false);
  }

  return {
    async claim(code) {
      const text = subject(code);
      if (!local.add(localPrint(text))) return false;
      if (!shared) return true;
      const names = await sharedNames(text);
      const granted = await ask((store) => claimShared(store, names));
      if (granted !== false) {
        for (const name of names) held.add(name);
      }
      return granted ?? true;
    },
    async release(code) {
      const text = subject(code);
      if (shared) {
        dropExpiredUndos();
        for (const name of await sharedNames(text)) {
          held.delete(name);
          pendingUndos.set(name, monotonicMs() + REPLAY_MS);
          await ask((store) => undoPending(store, name));
        }
      }
      local.forget(localPrint(text));
    },
    held: () => held.list().map(([name, leftMs]) => [keyOf(name), leftMs]),
    healthy: () => shared?.healthy() ?? true,
    fault: () => shared?.fault(),
    close() {
      local.close();
      held.close();
    },
  };
}
