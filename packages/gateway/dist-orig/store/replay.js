/**
 * The replay memory: a code seen twice within two minutes is `used-code`. Only a keyed hash is remembered, cut to
 * 128 bits. A store that is down does not stop the desk: MAX still judges every code, and codes turn over every 30 s;
 * each process then remembers for itself, the log says so once and `/readyz` says so until it is mended.
 */
import { createHmac, hash as oneShot, randomBytes } from 'node:crypto';
import { errorName } from '../log.js';
import { RecentSet } from './recent.js';
import { monotonicMs } from './store.js';
/** How long a code is remembered, ms. */
export const REPLAY_MS = 120_000;
/** How often what has ended is dropped, ms: at every check it would be walked past again and again. */
const SWEEP_INTERVAL_MS = 1_000;
/** Host names are spelled in more than one way for one code; what follows the host is exact. */
function subject(code) {
    const slash = code.indexOf('/', 'https://'.length);
    const fragment = code.indexOf('#');
    return code.slice(slash < 0 ? 0 : slash, fragment < 0 ? undefined : fragment);
}
/**
 * The memory of this process is asked first, under a key of its own that dies with it: it stands in when the shared
 * store is down. @param shared the store that processes share, if there is one. @param secret the key they share.
 */
export function createReplayGuard(log, shared, secret) {
    const ownKey = randomBytes(32).toString('hex');
    const local = new RecentSet(REPLAY_MS);
    let down = false;
    /** Claims to be undone in the shared store as soon as it can be reached, with the time when they end anyway. */
    const owed = new Map();
    /** What this process holds in the shared store: a server that comes back may have missed it. */
    const held = new Map();
    /** The key of the shared store, and the one before it until every code under that is forgotten. */
    let sharedKey;
    let formerKey;
    const hash = (key, text) => `used:${createHmac('sha256', key).update(text).digest('hex').slice(0, 32)}`;
    /** A keyed hash that never leaves the process, so that a plain one of key and text will do. */
    const ownPrint = (text) => oneShot('sha256', ownKey + text, 'buffer');
    /** The names of a code in the shared store. A new token makes a new key; codes seen under the old one stay used. */
    async function sharedNames(text) {
        if (!secret)
            return [];
        const key = await secret();
        if (sharedKey && sharedKey !== key && Buffer.compare(sharedKey, key) !== 0) {
            formerKey = { key: sharedKey, until: monotonicMs() + REPLAY_MS };
        }
        sharedKey = key;
        if (formerKey && formerKey.until <= monotonicMs())
            formerKey = undefined;
        return [key, ...(formerKey ? [formerKey.key] : [])].map((each) => hash(each, text));
    }
    const sweptAt = new Map();
    function forgetEnded(entries) {
        const now = monotonicMs();
        if (now - (sweptAt.get(entries) ?? 0) < SWEEP_INTERVAL_MS)
            return;
        sweptAt.set(entries, now);
        // In the order of their ends, because all live equally long.
        for (const [name, until] of entries) {
            if (until > now)
                return;
            entries.delete(name);
        }
    }
    async function ask(work) {
        if (!shared)
            return undefined;
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
            return undefined;
        }
    }
    /** A claim whose answer was lost may stand in the store although nobody judged the code. */
    async function settle(store, name) {
        if (!owed.has(name))
            return;
        await store.undoOnce(name);
        owed.delete(name);
    }
    async function claimShared(store, names) {
        const granted = await Promise.all(names.map(async (name) => {
            await settle(store, name);
            return store.once(name, REPLAY_MS);
        }));
        return !granted.includes(false);
    }
    return {
        async claim(code) {
            const text = subject(code);
            if (!local.add(ownPrint(text)))
                return false;
            if (!shared)
                return true;
            const names = await sharedNames(text);
            const granted = await ask((store) => claimShared(store, names));
            if (granted !== false) {
                forgetEnded(held);
                for (const name of names)
                    held.set(name, monotonicMs() + REPLAY_MS);
            }
            return granted ?? true;
        },
        async release(code) {
            const text = subject(code);
            if (shared) {
                forgetEnded(owed);
                for (const name of await sharedNames(text)) {
                    held.delete(name);
                    owed.set(name, monotonicMs() + REPLAY_MS);
                    await ask((store) => settle(store, name));
                }
            }
            local.forget(ownPrint(text));
        },
        held() {
            const now = monotonicMs();
            return [...held].flatMap(([name, until]) => (until > now ? [[name, until - now]] : []));
        },
        healthy: () => shared?.healthy() ?? true,
        fault: () => shared?.fault(),
        close: () => local.close(),
    };
}
//# sourceMappingURL=replay.js.map