/** Opens the store of a configuration. A database and Redis are loaded only where they are used. */
import { ConfigError } from '../config.js';
import { createLimiter } from './limits.js';
import { MemoryStore } from './memory.js';
import { createReplayGuard } from './replay.js';
async function openShared(setting, log, claims) {
    if (setting.kind === 'memory')
        return undefined;
    if (setting.kind === 'redis') {
        const [{ RedisStore }, { parseRedisAddress }] = await Promise.all([
            import('./redis.js'),
            import('./redis-address.js'),
        ]);
        const address = parseRedisAddress(setting.url);
        if (address === undefined)
            throw new ConfigError(['CID_STORE is no address of Redis']);
        const { ca } = setting;
        const store = new RedisStore({
            address,
            log,
            claims,
            ...(ca === undefined ? {} : { ca }),
        });
        // The first check finds the store there, or known to be away.
        await store.started();
        return store;
    }
    const { FileStore } = await import('./file.js');
    try {
        return new FileStore(setting.path);
    }
    catch {
        throw new ConfigError(['CID_STORE names a file that cannot be opened as a store']);
    }
}
/**
 * @param secret of the replay memory, the same in every process that shares the store.
 * @throws {ConfigError} if a file cannot be opened as a store.
 */
export async function openStore(setting, log, secret) {
    const local = new MemoryStore();
    let replay;
    const shared = await openShared(setting, log, () => replay?.held() ?? []);
    const guard = createReplayGuard(log, shared, secret);
    replay = guard;
    return {
        store: shared ?? local,
        replay: guard,
        limiter: createLimiter(local, shared, secret),
        async close() {
            guard.close();
            await local.close();
            await shared?.close();
        },
    };
}
//# sourceMappingURL=open.js.map