import { Redis } from 'ioredis';
import { errorName } from '../log.js';
import { REPLAY_MS } from './memory.js';
/** How long one command may take, ms: a clerk waits for it. */
const COMMAND_MS = 500;
/** Redis or Valkey, shared by the processes of many machines. Never throws on start: it may come up later. */
export function createRedisStore(url, log) {
    const redis = new Redis(url, {
        enableOfflineQueue: false,
        maxRetriesPerRequest: 0,
        connectTimeout: 2_000,
        commandTimeout: COMMAND_MS,
        retryStrategy: (times) => Math.min(times * 200, 2_000),
    });
    let told = '';
    redis.on('error', (error) => {
        // Once per kind of fault: reconnecting would repeat it every two seconds.
        const name = errorName(error);
        if (name !== told)
            log({ level: 'warn', event: 'replay-store', error: name });
        told = name;
    });
    redis.on('ready', () => {
        told = '';
    });
    const started = new Promise((resolve) => {
        redis.once('ready', resolve);
        redis.once('error', () => resolve());
        setTimeout(resolve, COMMAND_MS).unref();
    });
    const key = (hash) => `cid:used:${hash}`;
    return {
        async claim(hash) {
            await started;
            return (await redis.set(key(hash), '1', 'PX', REPLAY_MS, 'NX')) === 'OK';
        },
        async release(hash) {
            await redis.del(key(hash));
        },
        healthy: () => redis.status === 'ready',
        async close() {
            redis.disconnect();
        },
    };
}
//# sourceMappingURL=redis.js.map