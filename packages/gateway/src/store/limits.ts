/** How often somebody may ask: shared by the processes through the store, kept by each process while that is down. */
import type { MemoryStore } from './memory.js';
import type { Hit, Store } from './store.js';

/** Length of a window, ms. */
export const LIMIT_WINDOW_MS = 60_000;

export interface Limiter {
  /** Counts one request of `subject` against `perMinute`. Never throws. */
  hit(subject: string, perMinute: number): Promise<Hit>;
}

export function createLimiter(local: MemoryStore, shared?: Store): Limiter {
  return {
    async hit(subject, perMinute) {
      const key = `limit:${subject}`;
      if (shared) {
        try {
          return await shared.hit(key, LIMIT_WINDOW_MS, perMinute);
        } catch {
          // The replay memory asks the same store at the same request and says in the log that it is down.
        }
      }
      return local.hit(key, LIMIT_WINDOW_MS, perMinute);
    },
  };
}
