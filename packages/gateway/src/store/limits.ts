/** How often somebody may ask: shared by the processes through the store, kept by each process while that is down. */
import { createHmac } from 'node:crypto';
import type { MemoryStore } from './memory.js';
import { type Hit, monotonicMs, type Store } from './store.js';

/** Length of a window, ms. */
export const LIMIT_WINDOW_MS = 60_000;

/**
 * The share of a limit that a process reserves at once: one call of the store then serves many requests, and at most
 * this share is lost for each other process. Smaller limits are counted one by one.
 */
const PORTION = 1 / 100;
const LARGE_LIMIT = 1_000;

/** Subjects that are remembered. */
const KNOWN_MAX = 10_000;

/** Whether a request is allowed, and until the window ends, ms. */
export type Allowance = Pick<Hit, 'allowed' | 'resetMs'>;

export interface Limiter {
  /** Counts one request of `subject` against `perMinute`. Never throws. */
  hit(subject: string, perMinute: number): Promise<Allowance>;
}

/** What is left of a portion that was counted in the store already. */
interface Portion {
  left: number;
  /** Until the window of the store ends, by {@link monotonicMs}. */
  until: number;
}

interface Subject {
  readonly key: string;
  portion: Portion;
  /** The next portion is being taken: others wait for it instead of taking one each. */
  taking: Promise<Allowance> | undefined;
}

const NO_PORTION: Portion = { left: 0, until: 0 };

/** @param secret what the processes share: a store holds no address and no name of a caller, only a keyed hash. */
export function createLimiter(
  local: MemoryStore,
  shared?: Store,
  secret?: () => Promise<Uint8Array>,
): Limiter {
  /** Under the present secret: few callers ask often. */
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

  /** One hit of the portion that is there; `undefined` if there is none. */
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
          // The replay memory asks the same store at the same request and says in the log that it is down.
        }
      }
      return local.hit(`limit:${subject}`, LIMIT_WINDOW_MS, perMinute);
    },
  };
}
