/**
 * What the gateway keeps between requests, behind one interface: replay memory, limits, enrolments and counts. The same
 * verbs work in the memory of one process, in a file that the processes of one machine share, and in Redis.
 */
/** The store cannot do it now. `code` is the kind of fault, fit for the log. */
export class StoreError extends Error {
    code;
    constructor(code) {
        super(code);
        this.code = code;
        this.name = 'StoreError';
    }
}
/** Milliseconds of a clock that is never set: on Linux the same in every process of one machine since it was started. */
export const monotonicMs = () => Number(process.hrtime.bigint() / 1000000n);
export const SYSTEM_CLOCK = { wall: Date.now, monotonic: monotonicMs };
//# sourceMappingURL=store.js.map