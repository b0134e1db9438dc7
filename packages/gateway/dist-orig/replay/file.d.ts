import { type ReplayStore } from './memory.js';
/**
 * A file that several processes of one machine share. Rows are overwritten when they go (`secure_delete`) and the log
 * is cut after every purge, so that nothing outlives its two minutes by more than some seconds. Throws if the file
 * cannot be opened.
 */
export declare function createFileStore(path: string, now?: () => number): ReplayStore;
//# sourceMappingURL=file.d.ts.map