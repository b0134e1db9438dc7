/**
 * A circuit breaker: a service that has not answered many times in a row is not asked for a moment, so that a clerk
 * hears at once what would take the whole deadline. Then one check goes through as a probe.
 */
export interface Breaker {
    /** Whether the service may be asked now. */
    allows(): boolean;
    /** The service answered, whatever it said. */
    answered(): void;
    /** Whether the service is not asked now. */
    open(): boolean;
    /** The service did not answer. Whether the circuit has opened by this. */
    silent(): boolean;
}
export declare function createBreaker(now?: () => number): Breaker;
//# sourceMappingURL=breaker.d.ts.map