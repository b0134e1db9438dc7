/**
 * Rate limits: shared between processes through the store; each process counts on its own while the store is
 * down.
 */
import { createHmac } from 'node:crypto';
import type { MemoryStore } from './memory.js';
import { type Hit, monotonicMs, type Store } from './store.js';

/** Length of a window, ms. */
export const LIMIT_WINDOW_MS = 60_000;

/**
 * Share of a limit that a process reserves in one call. One call of the store then serves many requests, and
 * each other process may hold up to this share unused. Smaller limits are counted one by one.
 */
const PORTION = 1 / 100;
const LARGE_LIMIT = 1_000;

/** Maximum number of cached subjects. */
const KNOWN_MAX = 10_000;

/** Whether a request is allowed, and the time until the window ends, ms. */
export type Allowance = Pick<Hit, 'allowed' | 'resetMs'>;

export interface Limiter {
  /** Counts one request of `subject` against `perMinute`. Never throws. */
  hit(subject: string, perMinute: number): Promise<Allowance>;
}

/** The rest of a portion that was reserved in the store. */
interface Portion {
  left: number;
  /** End of the store's window, by {@link monotonicMs}. */
  until: number;
}

interface Subject {
  readonly key: string;
  portion: Portion;
  /** Pending reservation of the next portion: concurrent requests wait for it instead of making their own. */
  taking: Promise<Allowance> | undefined;
}

const NO_PORTION: Portion = { left: 0, until: 0 };

/** @param secret shared by the processes: the store gets only a keyed hash of the address or caller name. */
export function createLimiter(
  local: MemoryStore,
  shared?: Store,
  secret?: () => Promise<Uint8Array>,
): Limiter {
  /** Cache of subjects by name, valid for one secret. */
  const known = new Map<string, Subject>();
  let knownUnder: Uint8Array | undefined;

  async function find(name: string): Promise<Subject> {
    const secretNow = await secret?.();
    if (secretNow !== knownUnder || known.size > KNOWN_MAX) known.clear();
    knownUnder = secretNow;
    let subject = known.get(name);
    if (subject === undefined) {
      const hash = createHmac('sha256', secretNow ?? '')
        .update(name)
        .digest('base64url');
      subject = { key: `limit:${hash.slice(0, 22)}`, portion: NO_PORTION, taking: undefined };
      known.set(name, subject);
    }
    return subject;
  }

  /** Uses one hit of the current portion; `undefined` if there is none left. */
  function spend({ portion }: Subject): Allowance | undefined {
    const resetMs = portion.until - monotonicMs();
    if (portion.left <= 0 || resetMs <= 0) return undefined;
    portion.left--;
    return { allowed: true, resetMs };
  }

  async function take(store: Store, subject: Subject, perMinute: number, n: number): Promise<Allowance> {
    try {
      const hit = await store.hit(subject.key, LIMIT_WINDOW_MS, perMinute, n);
      const left = hit.allowed ? Math.min(n, perMinute - (hit.count - n)) : 0;
      subject.portion = { left, until: monotonicMs() + hit.resetMs };
      return hit;
    } finally {
      subject.taking = undefined;
    }
  }

  async function hitShared(store: Store, name: string, perMinute: number): Promise<Allowance> {
    const subject = await find(name);
    if (perMinute < LARGE_LIMIT) return store.hit(subject.key, LIMIT_WINDOW_MS, perMinute);
    const n = Math.floor(perMinute * PORTION);
    for (;;) {
      const spent = spend(subject);
      if (spent) return spent;
      subject.taking ??= take(store, subject, perMinute, n);
      const taken = await subject.taking;
      if (!taken.allowed) return taken;
    }
  }

  return {
    async hit(subject, perMinute) {
      if (shared) {
        try {
          return await hitShared(shared, subject, perMinute);
        } catch {
          // Not logged here: the replay memory uses the same store in the same request and logs the fault.
        }
      }
      return local.hit(`limit:${subject}`, LIMIT_WINDOW_MS, perMinute);
    },
  };
}
