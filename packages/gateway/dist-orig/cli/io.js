/** As in sysexits.h, so that a service manager can tell a bad setting from a crash. */
export const EXIT_USAGE = 64;
export const EXIT_UNAVAILABLE = 69;
export const EXIT_CONFIG = 78;
/** A command that cannot be done: one line for the administrator. */
export class CommandError extends Error {
    exitCode;
    constructor(message, exitCode = 1) {
        super(message);
        this.exitCode = exitCode;
        this.name = 'CommandError';
    }
}
/** A way of calling that is not understood. */
export class UsageError extends CommandError {
    constructor(message) {
        super(message, EXIT_USAGE);
        this.name = 'UsageError';
    }
}
//# sourceMappingURL=io.js.map