import { type Clock, type Hit, type SetOptions, type Store } from './store.js';
/** The store of one process, gone when it ends. */
export declare class MemoryStore implements Store {
    #private;
    readonly kind = "memory";
    constructor(clock?: Clock);
    once(key: string, ttlMs: number): Promise<boolean>;
    undoOnce(key: string): Promise<void>;
    hit(key: string, windowMs: number, max: number): Promise<Hit>;
    get(key: string): Promise<string | undefined>;
    set(key: string, text: string, { ttlMs, ifAbsent }?: SetOptions): Promise<boolean>;
    take(key: string): Promise<string | undefined>;
    delete(key: string): Promise<boolean>;
    list(prefix: string): Promise<(readonly [string, string])[]>;
    add(month: string, cell: string, n: number): Promise<void>;
    cells(month: string): Promise<ReadonlyMap<string, number>>;
    months(): Promise<string[]>;
    dropMonth(month: string): Promise<void>;
    healthy(): boolean;
    fault(): undefined;
    close(): Promise<void>;
}
//# sourceMappingURL=memory.d.ts.map