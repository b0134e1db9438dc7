/**
 * Whether something was seen within a fixed time, for hundreds of thousands of things at once: some 14 bytes each outside
 * the heap of JavaScript, where a map of strings takes a hundred and is walked by every collection of garbage.
 */
export declare class RecentSet {
    #private;
    /** @param ttlMs at most eight minutes. @param now a clock that is never set. */
    constructor(ttlMs: number, now?: () => number);
    /** Whether this is the first time within the time. @param print at least 8 bytes of a hash. */
    add(print: Buffer): boolean;
    forget(print: Buffer): void;
    /** How many are held, those included that have ended but not gone. */
    get size(): number;
    close(): void;
}
//# sourceMappingURL=recent.d.ts.map