import { type Log } from '../log.js';
import { type ReplayStore } from './memory.js';
export interface ReplayGuard {
    /** Whether the code is seen for the first time in two minutes. Never throws. */
    claim(code: string): Promise<boolean>;
    /** Forgets a code that nobody has judged, so that the clerk may press «again». Never throws. */
    release(code: string): Promise<void>;
    healthy(): boolean;
    close(): Promise<void>;
}
/**
 * @param shared the store that processes share, if there is one. @param secret the key they share; without a shared
 * store the key is random and dies with the process.
 */
export declare function createReplayGuard(log: Log, shared?: ReplayStore, secret?: () => Promise<Uint8Array>, local?: ReplayStore): ReplayGuard;
//# sourceMappingURL=guard.d.ts.map