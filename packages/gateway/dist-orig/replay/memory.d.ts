/** How long a code is remembered, ms. */
export declare const REPLAY_MS = 120000;
/** Remembers hashes for two minutes. `claim` is atomic: of two claims of one hash, exactly one is granted. */
export interface ReplayStore {
    claim(hash: string): Promise<boolean>;
    /** Forgets a hash at once. */
    release(hash: string): Promise<void>;
    healthy(): boolean;
    close(): Promise<void>;
}
export declare function createMemoryStore(now?: () => number): ReplayStore;
//# sourceMappingURL=memory.d.ts.map