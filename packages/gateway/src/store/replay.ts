/**
 * The replay memory: a code seen twice within two minutes is `used-code`. Only a keyed hash is remembered, cut to
 * 128 bits. A store that is down does not stop the desk: MAX still judges every code, and codes turn over every 30 s;
 * each process then remembers for itself, the log says so once and `/readyz` says so until it is back.
 */
import { createHmac, hash as oneShot, randomBytes } from 'node:crypto';
import { errorName, type Log } from '../log.js';
import { HeldClaims } from './held.js';
import { RecentSet } from './recent.js';
import { monotonicMs, type Store } from './store.js';

/** How long a code is remembered, ms. */
export const REPLAY_MS = 120_000;

export interface ReplayGuard {
  /** Whether the code is seen for the first time in two minutes. Never throws. */
  claim(code: string): Promise<boolean>;
  /** Forgets a code without a verdict, so that the clerk may send it again. Never throws. */
  release(code: string): Promise<void>;
  /** What this process holds in the shared store, with the time that is left of it, ms. */
  held(): (readonly [key: string, leftMs: number])[];
  healthy(): boolean;
  /** The code of the present fault of the shared store. */
  fault(): string | undefined;
  close(): void;
}

/** How often expired claims are dropped, ms: doing it at every check would walk the list each time. */
const SWEEP_INTERVAL_MS = 1_000;

/** The key of a name in the shared store. */
const keyOf = (name: string): string => `used:${name}`;

/** Host names are spelled in more than one way for one code; what follows the host is exact. */
function subject(code: string): string {
  const slash = code.indexOf('/', 'https://'.length);
  const fragment = code.indexOf('#');
  return code.slice(slash < 0 ? 0 : slash, fragment < 0 ? undefined : fragment);
}

/**
 * The memory of this process is asked first, under a key of its own that dies with it: it stands in when the shared
 * store is down. @param shared the store that processes share, if there is one. @param secret the key they share.
 */
export function createReplayGuard(log: Log, shared?: Store, secret?: () => Promise<Uint8Array>): ReplayGuard {
  const ownKey = randomBytes(32).toString('hex');
  const local = new RecentSet(REPLAY_MS);
  let down = false;
  /** Claims to be undone in the shared store as soon as it can be reached, with the time when they end anyway. */
  const owed = new Map<string, number>();
  /** What this process holds in the shared store: a server that comes back may have missed it. */
  const held = new HeldClaims(REPLAY_MS);
  /** The key of the shared store, and the one before it until every code under that is forgotten. */
  let sharedKey: Uint8Array | undefined;
  let formerKey: { readonly key: Uint8Array; readonly until: number } | undefined;

  const hash = (key: Uint8Array, text: string): string =>
    createHmac('sha256', key).update(text).digest('hex').slice(0, 32);

  /** A keyed hash that never leaves the process, so that a plain one of key and text will do. */
  const ownPrint = (text: string): Buffer => oneShot('sha256', ownKey + text, 'buffer');

  /** The names of a code in the shared store. A new token makes a new key; codes seen under the old one stay used. */
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
  function forgetEnded(): void {
    const now = monotonicMs();
    if (now - sweptAt < SWEEP_INTERVAL_MS) return;
    sweptAt = now;
    // In the order of their ends, because all live equally long.
    for (const [name, until] of owed) {
      if (until > now) return;
      owed.delete(name);
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

  /** A claim whose answer was lost may be stored although the code got no verdict. */
  async function settle(store: Store, name: string): Promise<void> {
    if (!owed.has(name)) return;
    await store.undoOnce(keyOf(name));
    owed.delete(name);
  }

  async function claimShared(store: Store, names: readonly string[]): Promise<boolean> {
    const granted = await Promise.all(
      names.map(async (name) => {
        await settle(store, name);
        return store.once(keyOf(name), REPLAY_MS);
      }),
    );
    return !granted.includes(false);
  }

  return {
    async claim(code) {
      const text = subject(code);
      if (!local.add(ownPrint(text))) return false;
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
        forgetEnded();
        for (const name of await sharedNames(text)) {
          held.delete(name);
          owed.set(name, monotonicMs() + REPLAY_MS);
          await ask((store) => settle(store, name));
        }
      }
      local.forget(ownPrint(text));
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
