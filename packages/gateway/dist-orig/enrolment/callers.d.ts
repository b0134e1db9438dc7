/** Finds out who asks: a caller key, the cookie of an enrolled workstation, or a name that the reverse proxy vouches for. */
import { type Caller } from './caller.js';
import { type KeyLine } from './keys-file.js';
import type { WatchedFile } from './watched-file.js';
import type { Workstations } from './workstations.js';
/** What of a request tells who asks. */
export interface Credentials {
    readonly authorization: string | undefined;
    readonly cookie: string | undefined;
    /** The header of the proxy, already dropped if the connection is not the proxy's. */
    readonly proxyName: string | undefined;
}
export interface Identified {
    readonly caller?: Caller;
    /** For the answer: the cookie of a workstation was renewed. */
    readonly cookie?: string;
    /** The credential can be neither accepted nor refused now. */
    readonly storeDown?: true;
}
export interface Callers {
    identify(credentials: Credentials): Promise<Identified>;
}
export interface CallersOptions {
    readonly keys?: WatchedFile<readonly KeyLine[]>;
    readonly workstations?: Workstations;
    /** Names of the proxy count although no line of the keys file lists them: one institution, no branches. */
    readonly anyProxyName?: boolean;
}
export declare function createCallers({ keys, workstations, anyProxyName }: CallersOptions): Callers;
//# sourceMappingURL=callers.d.ts.map