import { type Clock, type Hit, type SetOptions, type Store } from './store.js';
/**
 * A file that several processes of one machine share (SQLite with a write-ahead log). Enrolments and counts are written
 * with `synchronous=FULL` and survive a power cut; replay memory and limits live for minutes and are written without
 * waiting for the disk (5.4 ms a write here against 0.07), which survives `kill -9`. Rows are overwritten when they go
 * (`secure_delete`) and the log is cut after every purge, so that nothing outlives its time by more than some seconds.
 * A fault heals at the next call; a file that was deleted or replaced is opened anew.
 */
export declare class FileStore implements Store {
    #private;
    readonly kind = "file";
    /** Throws if the file cannot be opened as a store. */
    constructor(path: string, clock?: Clock);
    once(key: string, ttlMs: number): Promise<boolean>;
    undoOnce(key: string): Promise<void>;
    hit(key: string, windowMs: number, max: number): Promise<Hit>;
    get(key: string): Promise<string | undefined>;
    set(key: string, value: string, { ttlMs, ifAbsent }?: SetOptions): Promise<boolean>;
    take(key: string): Promise<string | undefined>;
    delete(key: string): Promise<boolean>;
    list(prefix: string): Promise<(readonly [string, string])[]>;
    add(month: string, cell: string, n: number): Promise<void>;
    cells(month: string): Promise<ReadonlyMap<string, number>>;
    months(): Promise<string[]>;
    dropMonth(month: string): Promise<void>;
    healthy(): boolean;
    fault(): string | undefined;
    close(): Promise<void>;
}
//# sourceMappingURL=file.d.ts.map