/** How long a code is remembered, ms. */
export const REPLAY_MS = 120_000;

/** Remembers hashes for two minutes. `claim` is atomic: of two claims of one hash, exactly one is granted. */
export interface ReplayStore {
  claim(hash: string): Promise<boolean>;
  /** Forgets a hash at once. */
  release(hash: string): Promise<void>;
  healthy(): boolean;
  close(): Promise<void>;
}

export function createMemoryStore(now: () => number = Date.now): ReplayStore {
  // Insertion order is expiry order, because every hash lives equally long.
  const until = new Map<string, number>();
  const purge = (): void => {
    for (const [hash, time] of until) {
      if (time > now()) return;
      until.delete(hash);
    }
  };
  const timer = setInterval(purge, 5_000).unref();
  return {
    async claim(hash) {
      purge();
      if (until.has(hash)) return false;
      until.set(hash, now() + REPLAY_MS);
      return true;
    },
    async release(hash) {
      until.delete(hash);
    },
    healthy: () => true,
    async close() {
      clearInterval(timer);
      until.clear();
    },
  };
}
