/** How long a code is remembered, ms. */
export const REPLAY_MS = 120_000;
export function createMemoryStore(now = Date.now) {
    // Insertion order is expiry order, because every hash lives equally long.
    const until = new Map();
    const purge = () => {
        for (const [hash, time] of until) {
            if (time > now())
                return;
            until.delete(hash);
        }
    };
    const timer = setInterval(purge, 5_000).unref();
    return {
        async claim(hash) {
            purge();
            if (until.has(hash))
                return false;
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
//# sourceMappingURL=memory.js.map