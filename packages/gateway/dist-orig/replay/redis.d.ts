import { type Log } from '../log.js';
import { type ReplayStore } from './memory.js';
/** Redis or Valkey, shared by the processes of many machines. Never throws on start: it may come up later. */
export declare function createRedisStore(url: string, log: Log): ReplayStore;
//# sourceMappingURL=redis.d.ts.map