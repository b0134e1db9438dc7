import { type Institution, type ReadOptions } from './schema.js';
export type Reload = {
    readonly ok: true;
    readonly institutions: readonly Institution[];
} | {
    readonly ok: false;
    readonly problems: readonly string[];
};
export interface Institutions {
    get(id: string): Institution | undefined;
    all(): readonly Institution[];
    /** Whether the file on disk is the one in use. */
    current(): boolean;
    /** Reads the file now, whether it has changed or not. */
    reload(): Promise<Reload>;
    close(): void;
}
/** The file cannot be used at start. */
export declare class InstitutionsError extends Error {
    readonly problems: readonly string[];
    constructor(problems: readonly string[]);
}
export interface OpenOptions extends ReadOptions {
    /** Hears of every later reading, good or bad. */
    readonly onReload?: (result: Reload) => void;
    readonly pollMs?: number;
}
/** @throws {InstitutionsError} if the file is not usable at start. */
export declare function openInstitutions(path: string, options: OpenOptions): Promise<Institutions>;
//# sourceMappingURL=institutions.d.ts.map