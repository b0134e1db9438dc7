/** How often somebody may ask: shared by the processes through the store, kept by each process while that is down. */
import { createHmac } from 'node:crypto';
/** Length of a window, ms. */
export const LIMIT_WINDOW_MS = 60_000;
/** Subjects whose keys are remembered. */
const KNOWN_MAX = 10_000;
/** @param secret what the processes share: a store holds no address and no name of a caller, only a keyed hash. */
export function createLimiter(local, shared, secret) {
    /** Keys by subject under the present secret: few callers ask often. */
    const known = new Map();
    let knownUnder;
    async function sharedKey(subject) {
        const secretNow = await secret?.();
        if (secretNow !== knownUnder || known.size > KNOWN_MAX)
            known.clear();
        knownUnder = secretNow;
        let key = known.get(subject);
        if (key === undefined) {
            const hash = createHmac('sha256', secretNow ?? '')
                .update(subject)
                .digest('base64url');
            key = `limit:${hash.slice(0, 22)}`;
            known.set(subject, key);
        }
        return key;
    }
    return {
        async hit(subject, perMinute) {
            if (shared) {
                try {
                    return await shared.hit(await sharedKey(subject), LIMIT_WINDOW_MS, perMinute);
                }
                catch {
                    // The replay memory asks the same store at the same request and says in the log that it is down.
                }
            }
            return local.hit(`limit:${subject}`, LIMIT_WINDOW_MS, perMinute);
        },
    };
}
//# sourceMappingURL=limits.js.map