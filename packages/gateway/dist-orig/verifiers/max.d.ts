import type { SessionIdEncoding } from '../config.js';
import { type Log } from '../log.js';
import type { Lookup } from './connect.js';
import type { Verifier } from './verifier.js';
export interface MaxOptions {
    /** Origin and path. */
    readonly url: string;
    readonly tokenFile: string;
    readonly tokenExpiresAt?: number;
    readonly sessionIdEncoding?: SessionIdEncoding;
    /** PEM text of the certificates that are trusted on this hop, instead of the system's. */
    readonly ca?: string;
    readonly proxy?: string;
    /** Deadline of the whole call with its body, ms. */
    readonly timeoutMs: number;
    readonly log: Log;
    /** Whose token it is, where there are several. */
    readonly institution?: string;
    /** Stand-ins for tests. */
    readonly now?: () => number;
    readonly lookup?: Lookup;
}
/** The code as a value of the query. */
export declare function encodeSessionId(code: string, encoding: SessionIdEncoding): string;
export declare function createMaxVerifier(options: MaxOptions): Verifier;
//# sourceMappingURL=max.d.ts.map