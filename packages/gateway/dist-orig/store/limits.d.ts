import type { MemoryStore } from './memory.js';
import type { Hit, Store } from './store.js';
/** Length of a window, ms. */
export declare const LIMIT_WINDOW_MS = 60000;
export interface Limiter {
    /** Counts one request of `subject` against `perMinute`. Never throws. */
    hit(subject: string, perMinute: number): Promise<Hit>;
}
/** @param secret what the processes share: a store holds no address and no name of a caller, only a keyed hash. */
export declare function createLimiter(local: MemoryStore, shared?: Store, secret?: () => Promise<Uint8Array>): Limiter;
//# sourceMappingURL=limits.d.ts.map