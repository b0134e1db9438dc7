/** Opens the store of a configuration. A database and Redis are loaded only where they are used. */
import { type StoreSetting } from '../config.js';
import type { Log } from '../log.js';
import { type Limiter } from './limits.js';
import { type ReplayGuard } from './replay.js';
import type { Store } from './store.js';
export interface OpenStore {
    /** Shared by the processes, or the memory of this one. */
    readonly store: Store;
    readonly replay: ReplayGuard;
    readonly limiter: Limiter;
    close(): Promise<void>;
}
/**
 * @param secret of the replay memory, the same in every process that shares the store.
 * @throws {ConfigError} if a file cannot be opened as a store.
 */
export declare function openStore(setting: StoreSetting, log: Log, secret: () => Promise<Uint8Array>): Promise<OpenStore>;
//# sourceMappingURL=open.d.ts.map