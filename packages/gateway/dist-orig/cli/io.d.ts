/** What a command needs of the process, so that tests can run it without one. */
export interface CliIo {
    readonly env: Readonly<Record<string, string | undefined>>;
    /** Standard output. */
    out(text: string | Uint8Array): void;
    /** Standard error. */
    err(text: string): void;
}
/** As in sysexits.h, so that a service manager can tell a bad setting from a crash. */
export declare const EXIT_USAGE = 64;
export declare const EXIT_UNAVAILABLE = 69;
export declare const EXIT_CONFIG = 78;
/** A command that cannot be done: one line for the administrator. */
export declare class CommandError extends Error {
    readonly exitCode: number;
    constructor(message: string, exitCode?: number);
}
/** A way of calling that is not understood. */
export declare class UsageError extends CommandError {
    constructor(message: string);
}
//# sourceMappingURL=io.d.ts.map