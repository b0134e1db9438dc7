import { type Log } from '../log.js';
import { type Store } from './store.js';
/** How long a code is remembered, ms. */
export declare const REPLAY_MS = 120000;
export interface ReplayGuard {
    /** Whether the code is seen for the first time in two minutes. Never throws. */
    claim(code: string): Promise<boolean>;
    /** Forgets a code that nobody has judged, so that the clerk may press «again». Never throws. */
    release(code: string): Promise<void>;
    /** What this process holds in the shared store, with the time that is left of it, ms. */
    held(): (readonly [key: string, leftMs: number])[];
    healthy(): boolean;
    /** The word for what is wrong with the shared store now. */
    fault(): string | undefined;
    close(): void;
}
/**
 * The memory of this process is asked first, under a key of its own that dies with it: it stands in when the shared
 * store is down. @param shared the store that processes share, if there is one. @param secret the key they share.
 */
export declare function createReplayGuard(log: Log, shared?: Store, secret?: () => Promise<Uint8Array>): ReplayGuard;
//# sourceMappingURL=replay.d.ts.map