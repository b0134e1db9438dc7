/** Who asks, as the gateway knows it: from a caller key, an enrolment or an authenticating proxy, never from the body. */
export interface Caller {
    /** Under which its requests are counted against its limit. Holds no secret. */
    readonly id: string;
    /** Name of the desk or system, as it may appear in a receipt. */
    readonly name?: string;
    readonly institution?: string;
    readonly branch?: string;
    /** Origins of its pages. Without it those of its institution or of the gateway count. */
    readonly origins?: readonly string[];
    /** Checks a minute. Without it the limit of the gateway counts. */
    readonly ratePerMinute?: number;
}
/** What an administrator says of a caller. */
export type CallerDetails = Omit<Caller, 'id' | 'name'>;
/** A name in files and on the command line: no spaces, letters of any script. */
export declare const CALLER_NAME: RegExp;
//# sourceMappingURL=caller.d.ts.map