import { type Lookup } from './connect.js';
/** Largest answer that is read, bytes. */
export declare const BODY_LIMIT = 1048576;
export interface UpstreamOptions {
    /** Origin and path. */
    readonly url: string;
    readonly ca?: string;
    readonly proxy?: string;
    readonly timeoutMs: number;
    readonly lookup?: Lookup;
}
export interface UpstreamAnswer {
    readonly status: number;
    readonly contentType: string;
    readonly contentEncoding: string;
    readonly body: Buffer;
}
/** Nothing was answered that could be read. */
export declare class UpstreamError extends Error {
    readonly code: string;
    readonly answered: boolean;
    /** @param code the kind of fault. @param answered whether the service said anything at all. */
    constructor(code: string, answered?: boolean);
}
export interface Upstream {
    /**
     * Asks once. What failed before the request was begun is tried a second time on a new connection; once a code may have
     * been seen, nothing is.
     * @throws {UpstreamError}
     */
    get(query: string, headers: Record<string, string>): Promise<UpstreamAnswer>;
    close(): Promise<void>;
}
export declare function createUpstream(options: UpstreamOptions): Upstream;
//# sourceMappingURL=upstream.d.ts.map