/**
 * The replay memory: a code seen twice within two minutes is `used-code`. Only a keyed hash is remembered, cut to
 * 128 bits. A store that is down does not stop the desk: MAX still judges every code, and codes turn over every 30 s;
 * each process then remembers for itself, the log says so once and `/readyz` says so until it is mended.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { errorName } from '../log.js';
import { createMemoryStore } from './memory.js';
/** Host names are spelled in more than one way for one code; what follows the host is exact. */
function subject(code) {
    const slash = code.indexOf('/', 'https://'.length);
    const fragment = code.indexOf('#');
    return code.slice(slash < 0 ? 0 : slash, fragment < 0 ? undefined : fragment);
}
/**
 * @param shared the store that processes share, if there is one. @param secret the key they share; without a shared
 * store the key is random and dies with the process.
 */
export function createReplayGuard(log, shared, secret, local = createMemoryStore()) {
    const ownKey = randomBytes(32);
    let down = false;
    const hash = async (code) => {
        const key = shared && secret ? await secret() : ownKey;
        return createHmac('sha256', key).update(subject(code)).digest('hex').slice(0, 32);
    };
    async function ask(work, otherwise) {
        if (!shared)
            return otherwise;
        try {
            const result = await work(shared);
            if (down)
                log({ level: 'info', event: 'replay-store-back' });
            down = false;
            return result;
        }
        catch (error) {
            if (!down)
                log({ level: 'error', event: 'replay-store-down', error: errorName(error) });
            down = true;
            return otherwise;
        }
    }
    return {
        async claim(code) {
            const key = await hash(code);
            // The process's own memory first: it stands in when the shared store is down.
            return (await local.claim(key)) && (await ask((store) => store.claim(key), true));
        },
        async release(code) {
            const key = await hash(code);
            await ask((store) => store.release(key), undefined);
            await local.release(key);
        },
        healthy: () => !down && (shared?.healthy() ?? true),
        async close() {
            await local.close();
            await shared?.close();
        },
    };
}
//# sourceMappingURL=guard.js.map