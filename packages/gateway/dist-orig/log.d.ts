/**
 * The log: JSON lines on standard output, built from a whitelist of fields. Clause 5.2 forbids telling about the course
 * and result of a check, so no line has a benefit, an outcome, a code, an address or a workstation; a reason is logged
 * only where it is a fault of the service and somebody has to mend it.
 */
import type { GatewayReason } from '@cid-elements/core';
export interface Entry {
    readonly level: 'info' | 'warn' | 'error';
    readonly event: string;
    /** The pattern of the route, never the URL. */
    readonly route?: string;
    readonly status?: number;
    readonly ms?: number;
    readonly verifier?: string;
    readonly reason?: string;
    /** Of several, in lines about its token or about MAX being silent. Never in a line about a request. */
    readonly institution?: string;
    /** Why a request was refused, from a fixed list of words. */
    readonly cause?: string;
    readonly requestId?: string;
    /** Class or code of an error, never its message. */
    readonly error?: string;
    /** By how much the clock of the machine was set. */
    readonly stepMs?: number;
    /** Days until something ends. */
    readonly days?: number;
    /** The upstream's own id of a request that went wrong, for its support. On a line of its own. */
    readonly upstreamRequestId?: string;
}
export type Log = (entry: Entry) => void;
export declare function createLog(write: (line: string) => void): Log;
/** Gathers lines for one write. `flush` must be called before the process ends. */
export declare function createBuffer(write: (text: string) => void): {
    write(line: string): void;
    flush(): void;
};
export declare function isServiceFault(reason: GatewayReason | undefined): reason is GatewayReason;
/** What of an error may be told: its code if it has one, else its class. Messages repeat URLs and commands. */
export declare function errorName(error: unknown): string;
//# sourceMappingURL=log.d.ts.map