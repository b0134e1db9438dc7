export interface WatchedFile<T> {
    /** What the file held when it was last good. */
    read(): Promise<T>;
}
/** @param parse of the content; `undefined` keeps the value before. A file that cannot be read keeps it as well. */
export declare function watchFile<T>(path: string, initial: T, parse: (content: string) => T | undefined): WatchedFile<T>;
//# sourceMappingURL=watched-file.d.ts.map