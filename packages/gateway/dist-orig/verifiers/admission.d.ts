/**
 * How many calls may be under way at once. A burst waits a moment for the connections that are open: a connection for
 * each of its calls would be opened at the dearest moment, and a TLS handshake costs more than a check.
 */
export interface Call {
    /** Starts it now, or as soon as it may. */
    enter(): void;
    /** It is over, started or not. */
    leave(): void;
}
export interface Admission {
    call(start: () => void): Call;
}
/** @param most calls at once; beyond it a call waits until another ends. */
export declare function createAdmission(most: number, now?: () => number): Admission;
//# sourceMappingURL=admission.d.ts.map